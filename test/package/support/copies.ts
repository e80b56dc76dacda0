import { getRawHeader, statFile } from '@electron/asar';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BuiltPackage } from './packages.ts';
import type { Person } from './person.ts';
import { succeed } from './command.ts';

/** A person's own copy of an installed package's folder, in which they may change what they like. */
export async function copyInstalled(
  built: BuiltPackage,
  { home, name }: Person,
  called: string,
): Promise<BuiltPackage> {
  const folder = path.join(home, called);
  await succeed(['cp', '-r', built.folder, folder]);
  await succeed(['chown', '-R', `${name}:`, folder]);
  return { ...built, folder, executable: path.join(folder, built.name) };
}

/**
 * Turns one bit of a file in a package's archive, which stays as long as it was. The archive is a header
 * of eight bytes, the JSON that names the files, and the files.
 */
export async function flipBit({ folder }: BuiltPackage, file: string): Promise<void> {
  const archive = path.join(folder, 'resources/app.asar');
  const entry = statFile(archive, file);
  if (!('offset' in entry)) throw new Error(`${file} is no packed file`);
  const at = 8 + getRawHeader(archive).headerSize + Number(entry.offset);
  const content = await readFile(archive);
  content.writeUInt8(content.readUInt8(at) ^ 1, at);
  await writeFile(archive, content);
}
