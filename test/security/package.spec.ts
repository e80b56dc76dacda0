import { FuseV1Options } from '@electron/fuses';
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { DebugLogger } from 'builder-util';
import type { Configuration } from 'electron-builder';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SCHEME } from '../../contract/deepLink.ts';
import { keptFuses, settableFuses } from '../../packaging/fuses.mjs';
import { libraryPackages } from '../../scripts/debian.mjs';
import { builds, outputFolder } from '../../scripts/package/builds.mjs';

/** What packages are made from, as electron-builder reads it; the packages themselves take minutes. */
const repository = fileURLToPath(new URL('../../', import.meta.url));
const read = (name: string): string => readFileSync(path.join(repository, name), 'utf8');
const names = ['release', 'test'] as const;

let configurations: Record<(typeof names)[number], Configuration>;
beforeAll(async () => {
  const load = (name: (typeof names)[number]): Promise<Configuration> =>
    getConfig(repository, path.join(repository, builds[name].config), null);
  configurations = { release: await load('release'), test: await load('test') };
});

describe.each(names)('the %s package', (name) => {
  it('is described in words that electron-builder knows', async () => {
    await expect(
      validateConfiguration(configurations[name], new DebugLogger(false)),
    ).resolves.toBeUndefined();
  });

  it('has every fuse decided, each as in the table of reasons', () => {
    const decided = Object.entries(settableFuses).map(([key, { on }]) => [key, on]);
    expect(configurations[name].electronFuses).toEqual(Object.fromEntries(decided));
  });

  it('holds the bundles and package.json, packed, and nothing else', () => {
    const { asar, asarUnpack, extraFiles, extraResources, files, npmRebuild } =
      configurations[name];
    expect({ asar, asarUnpack, extraFiles, extraResources, npmRebuild }).toEqual({
      asar: true,
      npmRebuild: false,
    });
    expect(new Set(JSON.stringify(files).match(/[^"[\]{},:]+/g))).toEqual(
      new Set(['filter', 'out/**', 'package.json', '!**/*.map']),
    );
  });

  it('takes the declared Electron, and no other is named', () => {
    const { electronDist, electronDownload, electronVersion } = configurations[name];
    expect([electronDist, electronDownload, electronVersion]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(read(builds[name].config)).not.toMatch(/cypress|electronDist|electronVersion/i);
  });

  it('registers our scheme and no other', () => {
    expect([configurations[name].protocols].flat()).toMatchObject([{ schemes: [SCHEME] }]);
  });

  it('starts under X11 on Linux, by an entry and a program of one name', () => {
    const { linux } = configurations[name];
    expect(linux).toMatchObject({
      category: 'Education',
      executableArgs: ['--ozone-platform=x11'],
      executableName: builds[name].names.name,
      syncDesktopName: true,
    });
    expect(builds[name].names.desktopName).toBe(`${builds[name].names.name}.desktop`);
  });

  it('depends on the Debian package of every library that Electron is linked against', () => {
    const depends = configurations[name].deb?.depends ?? [];
    expect(depends).toEqual(expect.arrayContaining([...new Set(libraryPackages.values())]));
  });

  it('keeps no certificate, password or key in the repository', () => {
    expect(JSON.stringify(configurations[name])).not.toMatch(
      /certificate(File|Password|Sha1|SubjectName)|cscLink|cscKeyPassword|appleId|identity"/,
    );
  });

  it('comes out where the tools look for it', () => {
    const output = configurations[name].directories?.output;
    expect(path.join(repository, output ?? '')).toBe(outputFolder(name));
  });
});

describe('the fuses', () => {
  it('are all those that the tool which flips them knows, and those it keeps', () => {
    const positions = [...Object.values(settableFuses), ...Object.values(keptFuses)].map(
      ({ position }) => position,
    );
    const known = Object.values(FuseV1Options).filter((value) => typeof value === 'number');
    expect(new Set(positions).size).toBe(positions.length);
    expect(positions).toEqual(expect.arrayContaining(known));
  });
});

describe('the two packages', () => {
  it('share neither id, folder, program, data folder nor output', () => {
    const { release, test } = configurations;
    for (const key of ['appId', 'productName'] as const) expect(test[key]).not.toBe(release[key]);
    expect(test.linux?.executableName).not.toBe(release.linux?.executableName);
    expect(builds.test.names.productName).not.toBe(builds.release.names.productName);
    expect(outputFolder('test')).not.toBe(outputFolder('release'));
  });

  it('say which of them has TEST_BUILD compiled in', () => {
    expect([builds.release.testBuild, builds.test.testBuild]).toEqual([false, true]);
  });
});

describe('on macOS', () => {
  it('the hardened runtime gives way to V8, camera and microphone alone', () => {
    const granted = [...read('packaging/mac/entitlements.plist').matchAll(/<key>(.*)<\/key>/g)];
    expect(granted.map(([, key]) => key)).toEqual([
      'com.apple.security.cs.allow-jit',
      'com.apple.security.device.camera',
      'com.apple.security.device.audio-input',
    ]);
    expect(configurations.release.mac).toMatchObject({
      hardenedRuntime: true,
      minimumSystemVersion: '13.0',
    });
  });

  it.each(['fr', 'ar'])('every question of the system has its reason in %s too', (language) => {
    const translated = read(`packaging/mac/words/${language}.lproj/InfoPlist.strings`);
    const keys = [...translated.matchAll(/^"(\w+)" = ".+";$/gm)].map(([, key]) => key);
    const asked = z.record(z.string(), z.string()).parse(configurations.release.mac?.extendInfo);
    expect(keys).toEqual(Object.keys(asked));
    expect(keys).toEqual(
      expect.arrayContaining([
        'NSCameraUsageDescription',
        'NSMicrophoneUsageDescription',
        'NSAudioCaptureUsageDescription',
      ]),
    );
  });
});

describe('on Windows', () => {
  it('the native layer lies beside the archive, for each processor its own, and nowhere else', () => {
    for (const { win, linux, mac, extraResources } of Object.values(configurations)) {
      expect(win?.extraResources).toEqual([
        {
          from: 'node_modules/@koromix/koffi-win32-${arch}/win32_${arch}/koffi.node',
          to: 'koffi/koffi.node',
        },
      ]);
      expect(JSON.stringify([linux, mac, extraResources])).not.toMatch(/koffi/);
    }
    const { packages } = z
      .object({ packages: z.record(z.string(), z.unknown()) })
      .parse(JSON.parse(read('package-lock.json')));
    for (const arch of ['x64', 'arm64'])
      expect(packages).toHaveProperty([`node_modules/@koromix/koffi-win32-${arch}`]);
  });

  it('the installer asks for whom, and gives the scheme back when it goes', () => {
    expect(configurations.release.nsis).toMatchObject({ oneClick: false, perMachine: false });
    expect(configurations.release.win).toMatchObject({ requestedExecutionLevel: 'asInvoker' });
    const script = read(configurations.release.nsis?.include ?? '');
    expect(script).toContain(`Software\\Classes\\${SCHEME}\\shell\\open\\command`);
    expect(script).toContain(`DeleteRegKey SHCTX "Software\\Classes\\${SCHEME}"`);
  });
});
