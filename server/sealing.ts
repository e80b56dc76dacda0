import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { keptSecret } from './keptSecret.ts';

/**
 * Secrets that the server must be able to say again: what a client signs with cannot be verified by a
 * hash of it. Sealed with AES-256-GCM under a key that is not in the database.
 */
export interface Sealing {
  /** @param place what the secret is of; it opens nowhere else */
  seal(text: string, place: string): string;
  /** @throws Error when it was sealed under another key, or for another place */
  open(sealed: string, place: string): string;
}

const PURPOSE = 'invigil sealed secrets 1';
/** NIST SP 800-38D §8.2.2: random 96-bit nonces are safe for 2³² seals under one key. */
const NONCE = 12;
const TAG = 16;

/** @param secret called once, at the first use */
export function sealing(secret: () => string): Sealing {
  let made: Buffer | undefined;
  const key = (): Buffer => {
    made ??= Buffer.from(hkdfSync('sha256', secret(), '', PURPOSE, 32));
    return made;
  };
  return {
    seal(text, place) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', key(), nonce).setAAD(Buffer.from(place));
      const parts = [nonce, cipher.update(text, 'utf8'), cipher.final()];
      return Buffer.concat([...parts, cipher.getAuthTag()]).toString('base64url');
    },
    open(sealed, place) {
      const bytes = Buffer.from(sealed, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key(), bytes.subarray(0, NONCE));
      decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(-TAG));
      const text = decipher.update(bytes.subarray(NONCE, -TAG));
      return Buffer.concat([text, decipher.final()]).toString('utf8');
    },
  };
}

/** Under the configured secret, else one that is made once and kept beside the photos. */
export function configuredSealing(config: Pick<Config, 'apiSecret' | 'evidenceFolder'>): Sealing {
  return sealing(() => config.apiSecret ?? keptSecret(join(config.evidenceFolder, 'api.secret')));
}
