import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unzip } from '../../../scripts/unzip.mjs';

interface Part {
  name: string;
  text: string;
  method?: 0 | 8 | 12;
  mode?: number;
}

/** A zip archive in memory, by APPNOTE 4.3; checksums are left empty, no reader here asks them. */
function zip(parts: Part[]): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const { name, text, method = 8, mode = 0o644 } of parts) {
    const data = method === 8 ? deflateRawSync(text) : Buffer.from(text);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(((0o100000 | mode) << 16) >>> 0, 38);
    entry.writeUInt32LE(offset, 42);
    const block = Buffer.concat([local, Buffer.from(name), data]);
    locals.push(block);
    entries.push(entry, Buffer.from(name));
    offset += block.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

let folder = '';
const archive = () => path.join(folder, 'a.zip');
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'invigil-unzip-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('unzip', () => {
  it('writes stored, packed and empty files where they are placed, and leaves out the others', async () => {
    const parts: Part[] = [
      { name: 'a/one', text: 'one '.repeat(1000), mode: 0o755 },
      { name: 'a/two', text: 'two', method: 0 },
      { name: 'a/none', text: '', method: 0 },
      { name: 'b/three', text: 'three' },
    ];
    await writeFile(archive(), zip(parts));
    const out = path.join(folder, 'out');
    const place = (name: string) => (name.startsWith('a/') ? name.slice(2) : undefined);
    expect(await unzip(archive(), out, place)).toBe(3);
    expect(await readFile(path.join(out, 'one'), 'utf8')).toBe('one '.repeat(1000));
    expect(await readFile(path.join(out, 'two'), 'utf8')).toBe('two');
    expect(await readFile(path.join(out, 'none'), 'utf8')).toBe('');
    if (process.platform !== 'win32')
      expect((await stat(path.join(out, 'one'))).mode & 0o777).toBe(0o755);
  });

  it('refuses a name that leaves the folder', async () => {
    await writeFile(archive(), zip([{ name: '../evil', text: 'x' }]));
    const unzipping = unzip(archive(), path.join(folder, 'out'), (name) => name);
    await expect(unzipping).rejects.toThrow('leaves the folder');
  });

  it('refuses what it cannot read, and says so', async () => {
    await writeFile(archive(), 'no archive');
    await expect(unzip(archive(), folder, (name) => name)).rejects.toThrow('not a zip archive');
    await writeFile(archive(), zip([{ name: 'x', text: 'x', method: 12 }]));
    await expect(unzip(archive(), folder, (name) => name)).rejects.toThrow('packed by method 12');
  });
});
