import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  managedSettingsFile,
  readManagedSettings,
} from '../../../../main/system/managedSettings.ts';
import { savedSessionFile, type SavedSession } from '../../../../main/system/savedSession.ts';
import { sealer } from '../../../../main/system/sealing.ts';
import { trustedServers } from '../../../../main/system/trustedServers.ts';
import { keptLog, silentLog } from '../../../fakes/log.ts';
import { grant } from '../../../fixtures/grant.ts';
import { sessionView } from '../../../fixtures/session.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'settings-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('managed settings', () => {
  test('lie where only administrators write', () => {
    expect(managedSettingsFile('linux', {})).toBe('/etc/invigil/managed.json');
    expect(managedSettingsFile('win32', { ProgramData: 'D:\\Data' })).toBe(
      'D:\\Data\\Invigil\\managed.json',
    );
    expect(managedSettingsFile('darwin', {})).toBe(
      '/Library/Application Support/Invigil/managed.json',
    );
  });

  test('name the servers to trust', async () => {
    const file = path.join(folder, 'managed.json');
    await writeFile(file, '{"trustedServers":["https://proctor.uni.example/"]}');
    expect(await readManagedSettings(file, silentLog)).toEqual({
      trustedServers: ['https://proctor.uni.example/'],
    });
  });

  test.each(['{"trustedServers":["ftp://x"]}', 'not JSON', '{"trustedServers":"x"}'])(
    'with a fault are none, and the log names it: %s',
    async (content) => {
      const log = keptLog();
      const file = path.join(folder, 'managed.json');
      await writeFile(file, content);
      expect(await readManagedSettings(file, log)).toEqual({ trustedServers: [] });
      expect(log.lines.join()).toContain('are ignored');
    },
  );

  test('need not be there', async () => {
    expect(await readManagedSettings(path.join(folder, 'none'), silentLog)).toEqual({
      trustedServers: [],
    });
  });
});

describe('trusted servers', () => {
  const open = (managed: string[] = []) =>
    trustedServers(path.join(folder, 'confirmed.json'), managed, silentLog);

  test('are those that the candidate confirmed, also in a later run', async () => {
    const first = await open();
    expect(first.includes('https://a.example/x/')).toBe(false);
    await first.confirm('https://a.example/x/');
    const later = await open();
    expect(later.includes('https://a.example/y/')).toBe(true);
    expect(later.includes('https://a.example:8443/')).toBe(false);
    expect(later.includes('http://a.example/')).toBe(false);
  });

  test('are those that administrators name, with their path', async () => {
    const servers = await open(['https://a.example/proctor']);
    expect(servers.includes('https://a.example/proctor/')).toBe(true);
    expect(servers.includes('https://a.example/')).toBe(false);
    expect(servers.includes('https://a.example/proctoring/')).toBe(false);
    expect(servers.includes('https://a.example.evil/proctor/')).toBe(false);
  });

  test('a list that cannot be read asks again', async () => {
    await writeFile(path.join(folder, 'confirmed.json'), '{');
    expect((await open()).includes('https://a.example/')).toBe(false);
  });
});

describe('the saved session', () => {
  const seal = sealer(randomBytes(32));
  const file = () => path.join(folder, 'session');
  const saved: SavedSession = {
    server: 'https://proctor.uni.example/',
    grant: grant(),
    journey: { stage: 'checks', session: sessionView(), results: {} },
    left: false,
    breakTaken: 0,
    clockOffset: 12,
  };

  test('comes back as it was, and is not to be read on the disk', async () => {
    const store = savedSessionFile(file(), seal, silentLog);
    await store.write(saved);
    expect(await store.read()).toEqual(saved);
    expect((await readFile(file())).includes(saved.grant.accessToken)).toBe(false);
  });

  test('of an earlier version has contested nothing, and takes no codes', async () => {
    const { contest: _mode, ...granted } = saved.grant;
    const { contest: _shown, takesCodes: _codes, contested: _contested, ...view } = sessionView();
    const earlier = { ...saved, grant: granted, journey: { ...saved.journey, session: view } };
    await writeFile(file(), seal.seal(Buffer.from(JSON.stringify(earlier)), 'saved session'));
    const read = await savedSessionFile(file(), seal, silentLog).read();
    expect(read?.grant).toMatchObject({ contest: 'code' });
    expect(read?.journey).toMatchObject({
      session: { takesCodes: false, contested: { steps: [], failedCodes: 0 } },
    });
  });

  test('is nothing when it is gone, changed or sealed by another key', async () => {
    const store = savedSessionFile(file(), seal, silentLog);
    expect(await store.read()).toBeUndefined();
    await store.write(saved);
    const log = keptLog();
    expect(await savedSessionFile(file(), sealer(randomBytes(32)), log).read()).toBeUndefined();
    expect(log.lines.join()).toContain('cannot be read');
    await store.remove();
    expect(await store.read()).toBeUndefined();
  });
});
