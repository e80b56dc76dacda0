import { hash, randomBytes } from 'node:crypto';

/** A secret to hand out: 256 random bits as 43 characters of base64url. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * How a handed-out secret is kept: SHA-256, hexadecimal. No salt and no slowness are needed for 256
 * random bits, and a look-up by hash leaks nothing through its timing.
 */
export function hashSecret(secret: string): string {
  return hash('sha256', secret, 'hex');
}
