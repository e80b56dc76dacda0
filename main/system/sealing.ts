import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const IV = 12;
const TAG = 16;

/** AES-256 in Galois/Counter Mode: what was changed by a single bit does not open (NIST SP 800-38D). */
export interface Sealer {
  /** @param about what the content is; it opens under the same words only, so nothing can be swapped */
  readonly seal: (content: Uint8Array, about: string) => Buffer;
  /** @throws when the content was changed, cut, or sealed with another key or about something else */
  readonly open: (sealed: Uint8Array, about: string) => Buffer;
}

/** Bytes that sealing adds. */
export const SEAL_OVERHEAD = IV + TAG;

/** @param key 32 bytes */
export function sealer(key: Uint8Array): Sealer {
  return {
    seal(content, about) {
      const iv = randomBytes(IV);
      const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG });
      cipher.setAAD(Buffer.from(about));
      const body = Buffer.concat([cipher.update(content), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]);
    },
    open(sealed, about) {
      if (sealed.length < SEAL_OVERHEAD) throw new Error('sealed content is cut short');
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV), {
        authTagLength: TAG,
      });
      decipher.setAAD(Buffer.from(about));
      decipher.setAuthTag(bytes.subarray(IV, SEAL_OVERHEAD));
      return Buffer.concat([decipher.update(bytes.subarray(SEAL_OVERHEAD)), decipher.final()]);
    },
  };
}
