import { readFileSync, writeFileSync } from 'node:fs';
import { newSecret } from './secrets.ts';

/** A file that a crash left half written holds less. Bytes. */
const LEAST = 32;

/**
 * A secret of this server's own, made on the first start and kept in a file that its user alone can
 * read, so that a restart knows it again.
 * @throws Error naming the file when it holds less than a secret
 */
export function keptSecret(file: string): string {
  try {
    // `wx` fails when the file is there: two first starts cannot both make a secret.
    writeFileSync(file, newSecret(), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const secret = readFileSync(file, 'utf8').trim();
  if (Buffer.byteLength(secret) < LEAST) {
    throw new Error(`${file} holds no whole secret; remove it to have one made`);
  }
  return secret;
}
