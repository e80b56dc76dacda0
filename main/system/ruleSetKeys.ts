import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { CheckSignature } from '../../contract/processRules/ruleSetDocument.ts';

/** An Ed25519 public key: PEM, or what stands between its first and last line, in one. */
export const RuleSetKey = z.string().transform((text, context): KeyObject => {
  try {
    const key = text.includes('-----BEGIN')
      ? createPublicKey(text)
      : createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
    if (key.asymmetricKeyType === 'ed25519') return key;
    context.addIssue('is no Ed25519 key');
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    context.addIssue(`is no public key: ${cause}`);
  }
  return z.NEVER;
});

/** Judges signatures by any of these keys. */
export function checkWithAny(keys: readonly KeyObject[]): CheckSignature {
  const byName = new Map(keys.map((key) => [nameOf(key), key]));
  return (signed) => {
    const key = byName.get(signed.key);
    if (key === undefined) return 'unknown_key';
    const bytes = Buffer.from(signed.ruleSet, 'utf8');
    return verify(null, bytes, key, Buffer.from(signed.signature, 'base64')) ? 'good' : 'bad';
  };
}

/** See `SignedRuleSet.key`. */
function nameOf(key: KeyObject): string {
  const der = key.export({ format: 'der', type: 'spki' });
  return createHash('sha256').update(der).digest('hex').slice(0, 16);
}
