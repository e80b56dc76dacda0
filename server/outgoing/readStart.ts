import type { Readable } from 'node:stream';

/** More of an answer is never read (bytes). */
const MOST_READ = 16 * 1024;

/** The beginning of a body as text; the rest is not waited for. */
export async function readStart(body: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    const part = chunk as Buffer;
    chunks.push(part);
    length += part.length;
    if (length >= MOST_READ) break;
  }
  return Buffer.concat(chunks).subarray(0, MOST_READ).toString('utf8');
}
