import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

/**
 * Reads zip archives below 4 GB, stored or deflated, without a library: a machine with nothing but
 * Node has no unzip command. Field offsets: PKWARE APPNOTE 4.3.7, 4.3.12 and 4.3.16.
 *
 * @typedef {{ name: string, method: number, packedBytes: number, offset: number, mode: number }} Entry
 */

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const endBytes = 22;
/** The archive comment, of at most 65535 bytes, stands behind the end record. */
const searchBytes = endBytes + 0xffff;

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {number} position
 * @param {number} length
 */
async function readBytes(file, position, length) {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @returns {Promise<Entry[]>}
 */
async function readEntries(file) {
  const { size } = await file.stat();
  const tail = await readBytes(file, Math.max(0, size - searchBytes), Math.min(size, searchBytes));
  let end = tail.length - endBytes;
  while (end >= 0 && tail.readUInt32LE(end) !== endSignature) end -= 1;
  if (end < 0) throw new Error('not a zip archive: no end record');
  const directory = await readBytes(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const entries = [];
  for (let at = 0; at < directory.length;) {
    if (directory.readUInt32LE(at) !== entrySignature) throw new Error('damaged zip directory');
    const nameBytes = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameBytes),
      method: directory.readUInt16LE(at + 10),
      packedBytes: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
      mode: (directory.readUInt32LE(at + 38) >>> 16) & 0o777,
    });
    at += 46 + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * Unpacks the files of an archive for which `place` names a path inside `folder`; the others are
 * left out. A path that would leave the folder is refused.
 *
 * @param {string} archive
 * @param {string} folder
 * @param {(name: string) => string | undefined} place
 * @returns {Promise<number>} how many files were written
 */
export async function unzip(archive, folder, place) {
  const file = await open(archive);
  let written = 0;
  try {
    for (const entry of await readEntries(file)) {
      const relative = entry.name.endsWith('/') ? undefined : place(entry.name);
      if (relative === undefined) continue;
      const target = path.resolve(folder, relative);
      if (!target.startsWith(path.resolve(folder) + path.sep))
        throw new Error(`zip entry ${entry.name} leaves the folder`);
      const header = await readBytes(file, entry.offset, 30);
      const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
      await mkdir(path.dirname(target), { recursive: true });
      const output = createWriteStream(target, { mode: entry.mode | 0o444 });
      const input =
        entry.packedBytes === 0
          ? Readable.from([])
          : createReadStream(archive, { start, end: start + entry.packedBytes - 1 });
      if (entry.method === 0) await pipeline(input, output);
      else if (entry.method === 8) await pipeline(input, createInflateRaw(), output);
      else throw new Error(`zip entry ${entry.name} is packed by method ${entry.method}`);
      written += 1;
    }
  } finally {
    await file.close();
  }
  return written;
}
