import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { osStore, type OsStore } from '../../../../main/system/electronVersions.ts';
import { openVault } from '../../../../main/system/vault.ts';
import { keptLog, silentLog } from '../../../fakes/log.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vault-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** A keyring that turns text around, or is not there. */
const keyring = (isThere: boolean): OsStore => ({
  available: () => Promise.resolve(isThere),
  seal: (text) => Promise.resolve(Buffer.from(text).reverse()),
  open: (sealed) =>
    isThere
      ? Promise.resolve(Buffer.from(sealed).reverse().toString())
      : Promise.reject(new Error('the keyring is locked')),
});
const open = (store: OsStore, log = silentLog) => openVault({ folder, store, log });
const keyFile = () => path.join(folder, 'vault.json');

describe('the vault', () => {
  test('opens later what it sealed before', async () => {
    const sealed = (await open(keyring(true))).seal(Buffer.from('grant'), 'session');
    const again = await open(keyring(true));
    expect(again.open(sealed, 'session').toString()).toBe('grant');
    expect(again.protection).toBe('system');
  });

  test('opens nothing under other words, and nothing that was changed', async () => {
    const vault = await open(keyring(true));
    const sealed = vault.seal(Buffer.from('grant'), 'session');
    expect(() => vault.open(sealed, 'photo')).toThrow();
    sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
    expect(() => vault.open(sealed, 'session')).toThrow();
    expect(() => vault.open(Buffer.alloc(3), 'session')).toThrow('cut short');
  });

  test('keeps no key in the open where there is a keyring', async () => {
    await open(keyring(true));
    const { key } = JSON.parse(await readFile(keyFile(), 'utf8')) as { key: string };
    expect(Buffer.from(key, 'base64')).not.toHaveLength(32);
  });

  test('without a keyring the key lies in a file of this user alone, and the log says so', async () => {
    const log = keptLog();
    const vault = await open(keyring(false), log);
    expect(vault.protection).toBe('file');
    expect((await stat(keyFile())).mode & 0o777).toBe(0o600);
    expect(log.lines.join()).toContain('no system keyring');
    const sealed = vault.seal(Buffer.from('x'), 'y');
    expect((await open(keyring(false))).open(sealed, 'y').toString()).toBe('x');
  });

  test('a keyring that appears later takes the key over', async () => {
    const sealed = (await open(keyring(false))).seal(Buffer.from('x'), 'y');
    const vault = await open(keyring(true));
    expect(vault.protection).toBe('system');
    expect(vault.open(sealed, 'y').toString()).toBe('x');
  });

  test('a key that cannot be read is set aside, and the app starts', async () => {
    await open(keyring(true));
    const log = keptLog();
    await open(keyring(false), log);
    expect((await readdir(folder)).some((name) => name.endsWith('.unreadable'))).toBe(true);
    expect(log.lines.join()).toContain('set aside');
    await writeFile(keyFile(), 'not JSON');
    await expect(open(keyring(true))).resolves.toBeDefined();
  });

  test('has one lasting secret for each purpose', async () => {
    const [first, second] = [await open(keyring(true)), await open(keyring(true))];
    expect(first.secretFor('a')).toBe(second.secretFor('a'));
    expect(first.secretFor('a')).not.toBe(first.secretFor('b'));
  });
});

describe("the operating system's store", () => {
  const older = {
    isEncryptionAvailable: () => true,
    encryptString: (text: string) => Buffer.from(`old ${text}`),
    decryptString: (sealed: Buffer) => sealed.toString().slice(4),
  };

  test('is asked asynchronously where it can be, and as before where it cannot', async () => {
    const newer = {
      ...older,
      isAsyncEncryptionAvailable: () => Promise.resolve(true),
      encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(`new ${text}`)),
      decryptStringAsync: (sealed: Buffer) =>
        Promise.resolve({ result: sealed.toString().slice(4), shouldReEncrypt: false }),
    };
    expect((await osStore(older, 'win32').seal('x')).toString()).toBe('old x');
    expect((await osStore(newer, 'win32').seal('x')).toString()).toBe('new x');
    expect(await osStore(newer, 'win32').open(Buffer.from('new x'))).toBe('x');
  });

  test.each([
    ['basic_text', false],
    ['unknown', false],
    ['gnome_libsecret', true],
  ] as const)('on Linux %s is a store: %s', async (backend, isReal) => {
    const storage = { ...older, getSelectedStorageBackend: () => backend };
    expect(await osStore(storage, 'linux').available()).toBe(isReal);
  });
});
