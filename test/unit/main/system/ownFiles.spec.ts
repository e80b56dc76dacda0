import { generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs';
import { appendFile, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MANIFEST_NAME as WRITTEN_NAME, writeManifest } from '../../../../packaging/manifest.mjs';
import { manifestKey } from '../../../../scripts/package/manifestKey.mjs';
import { MANIFEST_NAME } from '../../../../main/system/manifest.ts';
import { checkOwnFiles, type OwnFiles } from '../../../../main/system/ownFiles.ts';

const silent = { environment: {}, signed: false, say: () => undefined };
const key = manifestKey(silent);
const facts = { version: '1.0.0', platform: 'linux', arch: 'x64' };

let resources: string;
let build: string;
const file = (name: string): string => path.join(resources, name);
const check = (publicPem: string | undefined = key.publicPem): Promise<OwnFiles> =>
  checkOwnFiles({ resources, publicPem, files: fs });
const sign = (privatePem = key.privatePem) => writeManifest(resources, { ...facts, privatePem });

beforeEach(async () => {
  resources = await mkdtemp(path.join(tmpdir(), 'resources-'));
  await mkdir(file('app.asar.unpacked/native'), { recursive: true });
  await writeFile(file('app.asar'), 'archive'.repeat(500_000));
  await writeFile(file('app.asar.unpacked/native/hook.node'), 'native');
  await writeFile(file('apparmor-profile'), 'abi <abi/4.0>,');
  ({ build } = await sign());
});
afterEach(() => rm(resources, { recursive: true, force: true }));

/** What is told of a package after something was done to it. */
const faultsAfter = async (work: () => Promise<unknown>, publicPem?: string) => {
  await work();
  const own = await check(publicPem);
  return own.intact ? [] : own.faults;
};

async function flipByte(name: string, at: number): Promise<void> {
  const content = await readFile(file(name));
  content.writeUInt8(content.readUInt8(at) ^ 1, at);
  await writeFile(file(name), content);
}

async function editManifest(change: (signed: { manifest: string }) => object): Promise<void> {
  const signed = JSON.parse(await readFile(file(MANIFEST_NAME), 'utf8')) as { manifest: string };
  await writeFile(file(MANIFEST_NAME), JSON.stringify({ ...signed, ...change(signed) }));
}

describe('the files of a package', () => {
  test('are those that were packed, and the build has a name', async () => {
    expect(WRITTEN_NAME).toBe(MANIFEST_NAME);
    expect(await check()).toEqual({ intact: true, build });
    expect(build).toMatch(/^[0-9a-f]{64}$/);
  });

  test('have another name once anything in them is another', async () => {
    await flipByte('app.asar', 9);
    expect((await sign()).build).not.toBe(build);
  });

  test('what is no code may come and go: an installer adds notes of its own', async () => {
    const own = await faultsAfter(async () => {
      await rm(file('apparmor-profile'));
      await writeFile(file('LICENSE.txt'), 'free');
    });
    expect(own).toEqual([]);
  });

  test.each<[string, () => Promise<unknown>, string[]]>([
    ['one changed byte at the end', () => flipByte('app.asar', 3_499_999), ['changed app.asar']],
    ['one changed byte in the middle', () => flipByte('app.asar', 2_000_000), ['changed app.asar']],
    ['a file cut short', () => truncate(file('app.asar'), 100), ['changed app.asar']],
    ['a file made longer', () => appendFile(file('app.asar'), ' '), ['changed app.asar']],
    ['a file taken away', () => rm(file('app.asar')), ['missing app.asar']],
    [
      'a native module changed',
      () => flipByte('app.asar.unpacked/native/hook.node', 0),
      ['changed app.asar.unpacked/native/hook.node'],
    ],
    [
      'a file put beside the native module',
      () => writeFile(file('app.asar.unpacked/native/more'), ''),
      ['added app.asar.unpacked/native/more'],
    ],
    [
      'an archive that could stand in for ours',
      () => writeFile(file('default_app.asar'), ''),
      ['added default_app.asar'],
    ],
    ['no list', () => rm(file(MANIFEST_NAME)), ['manifest_missing']],
    ['half a list', () => truncate(file(MANIFEST_NAME), 40), ['manifest_unreadable']],
    [
      'a list of another form',
      () => editManifest(() => ({ format: 'another' })),
      ['manifest_unreadable'],
    ],
    [
      'a list that was changed',
      () => editManifest(({ manifest }) => ({ manifest: manifest.replace('1.0.0', '1.0.1') })),
      ['manifest_signature'],
    ],
    [
      'a list that another key signed',
      () => sign(manifestKey(silent).privatePem),
      ['manifest_signature'],
    ],
  ])('are told of: %s', async (_what, work, faults) => {
    expect(await faultsAfter(work)).toEqual(faults);
  });

  test('cannot be judged without the key that the archive should hold', async () => {
    const own = await checkOwnFiles({ resources, publicPem: undefined, files: fs });
    expect(own).toEqual({ intact: false, faults: ['manifest_key_missing'] });
  });
});

describe('the key of the list', () => {
  const said: string[] = [];
  const from = (value: string | undefined, signed = false) => ({
    environment: value === undefined ? {} : { INVIGIL_MANIFEST_KEY: value },
    signed,
    say: (line: string) => void said.push(line),
  });

  test('is the one that the pipeline names, as text or as a file', async () => {
    const place = file('private.pem');
    await writeFile(place, key.privatePem);
    expect(manifestKey(from(key.privatePem, true))).toEqual(key);
    expect(manifestKey(from(place, true))).toEqual(key);
    expect(said).toEqual([]);
  });

  test('is made for one package where none is named, which is said', () => {
    expect(manifestKey(from(undefined)).publicPem).not.toBe(manifestKey(from('')).publicPem);
    expect(said.join()).toContain('INVIGIL_MANIFEST_KEY is not set');
  });

  test('keeps a package that is to be signed from being made without it', () => {
    expect(() => manifestKey(from(undefined, true))).toThrow(/--signed: INVIGIL_MANIFEST_KEY/);
  });

  test('is refused where it is none, by the name of the variable', () => {
    const { privateKey } = generateKeyPairSync('x25519');
    const other = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
    expect(() => manifestKey(from('/nowhere.pem'))).toThrow(/^INVIGIL_MANIFEST_KEY: there is no/);
    expect(() => manifestKey(from(other))).toThrow(/^INVIGIL_MANIFEST_KEY: .*Ed25519/);
    expect(() => manifestKey(from('-----BEGIN nothing'))).toThrow(/^INVIGIL_MANIFEST_KEY: /);
  });
});
