import { createRequire } from 'node:module';
import path from 'node:path';
import { readIfThere } from './system/durableFile.ts';
import { checkOwnFiles, type OwnFiles } from './system/ownFiles.ts';

/** Of the archive, as scripts/package/stageApp.mjs lays it out. */
const KEY_PLACE = '../manifest-key.pem';

/** The file system without Electron's archives; a module of Electron's alone. */
const originalFs = (): typeof import('node:fs') =>
  createRequire(import.meta.url)('original-fs') as typeof import('node:fs');

/**
 * Whether this package's files are those that were packed. A checkout has no list of them: undefined.
 * What cannot be read is as good as changed: nobody knows what of it runs.
 */
export async function lookAtOwnFiles(packaged: boolean): Promise<OwnFiles | undefined> {
  if (!packaged) return undefined;
  try {
    const key = await readIfThere(path.join(import.meta.dirname, KEY_PLACE));
    return await checkOwnFiles({
      resources: process.resourcesPath,
      publicPem: key?.toString('utf8'),
      files: originalFs(),
    });
  } catch (error) {
    return { intact: false, faults: [`unreadable: ${String(error)}`] };
  }
}
