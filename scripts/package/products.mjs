import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { outputFolder } from './builds.mjs';

/** electron-builder's notes to itself. */
const notes = /^(builder-|latest)|\.blockmap$/;

/** @param {string} folder @returns {Promise<number>} bytes of all files in it */
export async function folderSize(folder) {
  const inside = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = inside.filter((entry) => entry.isFile());
  const sizes = files.map(async ({ parentPath, name }) => {
    const { size } = await stat(path.join(parentPath, name));
    return size;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** @param {number} bytes */
export function inMegabytes(bytes) {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/**
 * What a build left in its folder: packages and unpacked folders.
 *
 * @param {import('./builds.mjs').BuildName} name
 * @returns {Promise<{ place: string, bytes: number }[]>}
 */
export async function products(name) {
  const folder = outputFolder(name);
  const entries = await readdir(folder, { withFileTypes: true });
  const wanted = entries.filter((entry) => !notes.test(entry.name) && !entry.name.startsWith('.'));
  return Promise.all(
    wanted.map(async (entry) => {
      const place = path.join(folder, entry.name);
      const bytes = entry.isDirectory() ? await folderSize(place) : (await stat(place)).size;
      return { place, bytes };
    }),
  );
}
