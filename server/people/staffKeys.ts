import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { keptSecret } from '../keptSecret.ts';

/** Keeps what the server must be able to read again and a thief of the database must not. */
export interface StaffKeys {
  /** Seals a text for one person; for anybody else it does not open. */
  readonly seal: (staffId: string, text: string) => string;
  /** @throws Error when it was sealed for another person, with another key, or was changed */
  readonly open: (staffId: string, sealed: string) => string;
  /** A name for something that the database may count but not tell. */
  readonly mark: (text: string) => string;
}

/** Of AES-GCM, as NIST SP 800-38D recommends them. Bytes. */
const NONCE = 12;
const TAG = 16;

/** AES-256-GCM and HMAC-SHA256 with keys made of one secret by HKDF-SHA256 (RFC 5869). */
export function staffKeys(secret: string): StaffKeys {
  const keyFor = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, '', `invigil staff ${purpose} 1`, 32));
  const sealing = keyFor('seal');
  const marking = keyFor('mark');
  return {
    seal(staffId, text) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(staffId));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(staffId, sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, NONCE))
        .setAAD(Buffer.from(staffId))
        .setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
      const body = decipher.update(bytes.subarray(NONCE + TAG));
      return Buffer.concat([body, decipher.final()]).toString('utf8');
    },
    mark: (text) => createHmac('sha256', marking).update(text).digest('base64url'),
  };
}

/** The configured secret, else one that is made once and kept beside the photos. */
export function staffSecret(config: Pick<Config, 'staffSecret' | 'evidenceFolder'>): string {
  return config.staffSecret ?? keptSecret(join(config.evidenceFolder, 'staff.secret'));
}
