import { createHash } from 'node:crypto';
import type * as FileSystem from 'node:fs';
import path from 'node:path';
import { isMissing } from './durableFile.ts';
import { differences, MANIFEST_NAME, openManifest, type FoundFile } from './manifest.ts';

/** Whether the app's files are those that were packed. */
export type OwnFiles =
  /** `build`: the identity of the package, SHA-256 of its signed list of files, hexadecimal. */
  | { readonly intact: true; readonly build: string }
  /** One word or line for each thing that is not as it was packed. */
  | { readonly intact: false; readonly faults: readonly string[] };

/** Exit code of a start that was refused for it: beside 3 of an unsafe one. */
export const APP_CHANGED_EXIT_CODE = 5;

interface Place {
  /** The folder that app.asar lies in. */
  readonly resources: string;
  /** The public half of the key that signs the list, PEM; undefined where the archive holds none. */
  readonly publicPem: string | undefined;
  /** Without Electron's archives: app.asar has to be a file. */
  readonly files: Pick<typeof FileSystem, 'createReadStream' | 'promises'>;
}

/**
 * Compares the app's files with the signed list beside them. All of each file is read: the hashes in the
 * archive's own header would say nothing of its blocks, which Electron does not check on Linux.
 * @throws when a file that is there cannot be read
 */
export async function checkOwnFiles({ resources, publicPem, files }: Place): Promise<OwnFiles> {
  if (publicPem === undefined) return changed('manifest_key_missing');
  const text = await readText(path.join(resources, MANIFEST_NAME), files);
  if (text === undefined) return changed('manifest_missing');
  const opened = openManifest(text, publicPem);
  if (!opened.opened) return changed(opened.fault);
  const there = await filesIn(resources, files);
  const found = new Map<string, FoundFile>();
  for (const listed of opened.manifest.files)
    if (there.includes(listed.path))
      found.set(listed.path, await look(path.join(resources, listed.path), files));
  const faults = differences(opened.manifest, there, found);
  return faults.length === 0 ? { intact: true, build: opened.build } : { intact: false, faults };
}

function changed(fault: string): OwnFiles {
  return { intact: false, faults: [fault] };
}

async function readText(file: string, { promises }: Place['files']): Promise<string | undefined> {
  try {
    return await promises.readFile(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Everything below a folder but folders, with `/` between. */
async function filesIn(folder: string, { promises }: Place['files']): Promise<string[]> {
  const entries = await promises.readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => path.relative(folder, path.join(parentPath, name)))
    .map((file) => file.split(path.sep).join('/'));
}

async function look(file: string, { createReadStream }: Place['files']): Promise<FoundFile> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
    const bytes = chunk as Buffer;
    hash.update(bytes);
    size += bytes.length;
  }
  return { size, sha256: hash.digest('hex') };
}
