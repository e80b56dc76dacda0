import { createPrivateKey, createPublicKey, hkdfSync, sign, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { LogKey as PublicKey } from '../../contract/logChain.ts';

/** The key pair that signs what the app reports of one session. The seed never leaves this computer. */
export const LogKey = z.object({
  public: PublicKey,
  /** The private key: 32 bytes (RFC 8032 §5.1.5), base64url. */
  seed: z.string().regex(/^[\w-]{43}$/),
});
export type LogKey = z.infer<typeof LogKey>;

/** What stands before an Ed25519 seed in PKCS #8 (RFC 8410 §7). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * The key for the session that a ticket opens. Made of a secret of this computer and the ticket, so that
 * a redemption that is repeated after a crash names the same key; once the ticket is forgotten and the
 * seed removed it cannot be made again.
 */
export function makeLogKey(secret: string, ticket: string): LogKey {
  const seed = Buffer.from(hkdfSync('sha256', secret, ticket, 'invigil log key', 32));
  const { x } = createPublicKey(privateKey(seed)).export({ format: 'jwk' });
  return LogKey.parse({ public: x, seed: seed.toString('base64url') });
}

/** @returns base64url */
export function signText(key: LogKey, text: string): string {
  const seed = Buffer.from(key.seed, 'base64url');
  return sign(null, Buffer.from(text), privateKey(seed)).toString('base64url');
}

function privateKey(seed: Buffer): KeyObject {
  const key = Buffer.concat([PKCS8_HEAD, seed]);
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
}
