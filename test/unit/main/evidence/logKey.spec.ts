import { createPublicKey, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { logBatchText } from '../../../../contract/logChain.ts';
import { nextBatch, type EventsBatch } from '../../../../main/evidence/batch.ts';
import { LogKey, makeLogKey, signText } from '../../../../main/evidence/logKey.ts';
import { signBatch } from '../../../../main/evidence/signBatch.ts';
import { consentItem, fakeOutbox } from '../../../fakes/outbox.ts';
import { startOfLog } from '../../../../main/system/outbox/link.ts';

const SESSION = '7b0f64a1-3f2c-4d55-9d0e-3f6b5f2c8a11';

const isGenuine = (key: string, text: string, signature: string): boolean =>
  verify(
    null,
    Buffer.from(text),
    createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' }),
    Buffer.from(signature, 'base64url'),
  );

describe('the key of a log', () => {
  test('is the same for the same ticket, also after a crash, and another for every other', () => {
    expect(makeLogKey('secret', 'ticket')).toEqual(makeLogKey('secret', 'ticket'));
    const keys = [
      makeLogKey('secret', 'ticket'),
      makeLogKey('secret', 'another'),
      makeLogKey('another', 'ticket'),
    ];
    expect(new Set(keys.map((key) => key.public)).size).toBe(3);
    for (const key of keys) expect(LogKey.safeParse(key).success).toBe(true);
  });

  test('signs so that its public half proves it, and nothing else does', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (ticket, text, other) => {
        const key = makeLogKey('secret', ticket);
        const signature = signText(key, text);
        expect(isGenuine(key.public, text, signature)).toBe(true);
        expect(isGenuine(key.public, other, signature)).toBe(other === text);
        const stranger = makeLogKey('stranger', ticket);
        expect(isGenuine(stranger.public, text, signature)).toBe(false);
      }),
      { numRuns: 30 },
    );
  });

  test('signs as RFC 8032 §7.1, test 1, shows', () => {
    const seed = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
    const own = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a';
    const signature =
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b';
    const key = {
      public: Buffer.from(own, 'hex').toString('base64url'),
      seed: Buffer.from(seed, 'hex').toString('base64url'),
    };
    expect(Buffer.from(signText(key, ''), 'base64url').toString('hex')).toBe(signature);
  });
});

describe('a signed batch', () => {
  const key = makeLogKey('secret', 'ticket');
  const batchOf = (count: number): EventsBatch => {
    const outbox = fakeOutbox();
    outbox.beginLog(startOfLog(SESSION, key.public));
    for (let at = 0; at < count; at += 1) void outbox.record(consentItem(`event ${at}`));
    const batch = nextBatch(outbox.pending());
    if (batch?.kind !== 'events') throw new Error('no events');
    return batch;
  };

  test('proves session, place and what was declared lost', () => {
    const batch = batchOf(3);
    const lostAfter = { number: 9, hash: 'Q'.repeat(43) };
    for (const lost of [undefined, lostAfter]) {
      const { signature, ...log } = signBatch(SESSION, [key], batch, lost);
      const end = { number: 3, hash: batch.links[2]?.hash ?? '' };
      expect(isGenuine(key.public, logBatchText(SESSION, log, end), signature)).toBe(true);
      expect(log).toEqual({
        ...{ key: key.public, first: 1, previous: batch.links[0].previous },
        ...(lost === undefined ? {} : { lostAfter: lost }),
      });
    }
  });

  test('cannot be made without the key of the log', () => {
    expect(() => signBatch(SESSION, [makeLogKey('secret', 'other')], batchOf(1))).toThrow(
      expect.objectContaining({ reason: 'log_key_unknown', passing: false }) as Error,
    );
  });
});
