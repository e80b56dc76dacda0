import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { carrier, checkIntegrity, placeInRuntime } from '../../../scripts/electron-carried.mjs';
import { downloadAddress, pinnedVersion } from '../../../scripts/electron-pinned.mjs';
import {
  cacheFolder,
  chooseRuntime,
  describeRuntime,
  executableIn,
} from '../../../scripts/electron-runtime.mjs';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'invigil-runtime-'));
});
afterEach(() => rm(folder, { recursive: true }));

function sources(environment: NodeJS.ProcessEnv = {}) {
  return {
    environment: { INVIGIL_CACHE: folder, ...environment },
    platform: 'linux' as NodeJS.Platform,
    arch: 'x64',
    pinned: vi.fn(() =>
      Promise.resolve<{ dist: string; executable: string } | undefined>(undefined),
    ),
    carried: vi.fn((cache: string) => Promise.resolve(path.join(cache, 'carried'))),
  };
}

describe('the choice of a runtime', () => {
  it('takes the one named by the caller before all others', async () => {
    const dist = path.join(folder, 'mine');
    await mkdir(dist);
    await writeFile(path.join(dist, 'electron'), '');
    await writeFile(path.join(dist, 'version'), 'v44.1.0\n');
    const given = sources({ ELECTRON_OVERRIDE_DIST_PATH: dist });
    expect(await chooseRuntime(given)).toEqual({
      dist,
      executable: path.join(dist, 'electron'),
      version: '44.1.0',
      source: 'override',
    });
    expect(given.pinned).not.toHaveBeenCalled();
  });

  it('refuses a named folder without the program, and says which was looked for', async () => {
    const given = sources({ ELECTRON_OVERRIDE_DIST_PATH: folder });
    await expect(chooseRuntime(given)).rejects.toThrow(path.join(folder, 'electron'));
  });

  it('takes the declared one where it can be had', async () => {
    const given = sources();
    given.pinned.mockResolvedValue({ dist: '/d', executable: '/d/electron' });
    expect(await chooseRuntime(given)).toEqual({
      dist: '/d',
      executable: '/d/electron',
      version: pinnedVersion(),
      source: 'pinned',
    });
    expect(given.carried).not.toHaveBeenCalled();
  });

  it('falls back to the carried one, out of the cache', async () => {
    expect(await chooseRuntime(sources())).toEqual({
      dist: path.join(folder, 'carried'),
      executable: path.join(folder, 'carried', 'electron'),
      version: carrier.electronVersion,
      source: 'carried',
    });
  });

  it.each([
    ['linux', 'arm64'],
    ['win32', 'x64'],
    ['darwin', 'arm64'],
  ] as const)(
    'has none on %s %s when the declared one is missing, and says what to do',
    async (platform, arch) => {
      const given = { ...sources(), platform, arch };
      await expect(chooseRuntime(given)).rejects.toThrow('ELECTRON_OVERRIDE_DIST_PATH');
      expect(given.carried).not.toHaveBeenCalled();
    },
  );

  it('says on one line which it is', () => {
    const line = describeRuntime({
      dist: '/d',
      executable: '',
      version: '33.2.1',
      source: 'carried',
    });
    expect(line).toMatch(/^runtime: Electron 33\.2\.1, from npm .*\(\/d\)$/);
    expect(line).not.toContain('\n');
  });
});

describe('the cache', () => {
  it.each([
    [{ INVIGIL_CACHE: '/own', XDG_CACHE_HOME: '/x' }, '/own'],
    [{ XDG_CACHE_HOME: '/x' }, '/x/invigil'],
    [{ XDG_CACHE_HOME: '' }, '/home/me/.cache/invigil'],
    [{}, '/home/me/.cache/invigil'],
  ])('with %o is %s', (environment, expected) => {
    expect(cacheFolder(environment, '/home/me')).toBe(path.resolve(expected));
  });
});

describe('the program in a distribution', () => {
  it.each([
    ['linux', 'electron'],
    ['win32', 'electron.exe'],
    ['darwin', 'Electron.app/Contents/MacOS/Electron'],
  ] as const)('on %s is %s', (platform, program) => {
    expect(executableIn(platform)).toBe(program);
  });
});

describe('the download address', () => {
  it('is that of the declared version, or of the mirror named', () => {
    expect(downloadAddress({}, '45.4.1')).toMatch(/^https:\/\/.*\/v45\.4\.1\/SHASUMS256\.txt$/);
    expect(downloadAddress({ ELECTRON_MIRROR: 'https://mirror.example/' }, '45.4.1')).toBe(
      'https://mirror.example/v45.4.1/SHASUMS256.txt',
    );
  });
});

describe('the carried archive', () => {
  it.each([
    ['Cypress/Cypress', 'electron'],
    ['Cypress/locales/fr.pak', 'locales/fr.pak'],
    ['Cypress/LICENSE.electron.txt', 'LICENSE'],
    ['Cypress/resources/app/package.json', undefined],
    ['Cypress/browser_v8_context_snapshot.bin', undefined],
    ['Cypress/v8_context_snapshot.bin', 'v8_context_snapshot.bin'],
  ])('puts %s to %s', (name, place) => {
    expect(placeInRuntime(name)).toBe(place);
  });

  it('is taken only with the hash that was written down', async () => {
    const file = path.join(folder, 'archive');
    await writeFile(file, 'something');
    const right = 'sha256-P8m2iUWdc4+MiKOkiqnjNUIBa3pAUuABqqU2/KdIE8s=';
    await expect(checkIntegrity(file, right)).resolves.toBeUndefined();
    await writeFile(file, 'something else');
    await expect(checkIntegrity(file, right)).rejects.toThrow('is not what was expected');
  });
});
