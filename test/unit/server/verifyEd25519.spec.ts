import { sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  withOpenSsl,
  withSodium,
  type VerifyEd25519,
} from '../../../server/evidence/verifyEd25519.ts';
import { newKey } from '../../server/support/eventLog.ts';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

/** RFC 8032 §7.1, tests 1 to 3: key, text, signature. */
const VECTORS = [
  [
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    '',
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  ],
  [
    '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    '72',
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  ],
  [
    'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    'af82',
    '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  ],
] as const;

const WAYS: readonly (readonly [string, VerifyEd25519 | undefined])[] = [
  ['libsodium', withSodium],
  ['OpenSSL', withOpenSsl],
];

describe.each(WAYS)('a signature, verified by %s', (_name, verify) => {
  if (verify === undefined) throw new Error('it is not there, and every system of ours has it');

  it.each(VECTORS)('of %s holds', (key, text, signature) => {
    expect(verify(hex(text), hex(signature), hex(key))).toBe(true);
  });

  it('holds for nothing that was changed by one bit', () => {
    const { key: named, privateKey } = newKey();
    const key = Buffer.from(named, 'base64url');
    const text = Buffer.from('invigil-log-batch-1');
    const signature = sign(null, text, privateKey);
    expect(verify(text, signature, key)).toBe(true);
    for (const changed of [0, 5, 31, 32, 63]) {
      const other = Buffer.from(signature);
      other[changed] = (other[changed] ?? 0) ^ 1;
      expect(verify(text, other, key)).toBe(false);
    }
    expect(verify(Buffer.from('invigil-log-batch-2'), signature, key)).toBe(false);
  });

  it('holds for no key but its own, and throws for none that an app could name', () => {
    const [[, text, signature], [key]] = VECTORS;
    for (const other of [hex(key), Buffer.alloc(32), Buffer.alloc(32, 255)]) {
      expect(verify(hex(text), hex(signature), other)).toBe(false);
    }
  });
});
