import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BackupError, type Manifest } from './manifest.ts';

type EvidenceEntry = Manifest['evidence'][number];

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/**
 * Copies the evidence folder. After the tables: a photo is on disk before its row is, so every row of the
 * backup finds its photo, but for one that was removed meanwhile because its time was over.
 */
export async function writeEvidence(from: string, folder: string): Promise<EvidenceEntry[]> {
  const entries: EvidenceEntry[] = [];
  for (const name of (await readdir(from)).toSorted()) {
    // Being written; nothing refers to it yet.
    if (name.endsWith('.part')) continue;
    const copy = join(folder, 'evidence', name);
    try {
      await copyFile(join(from, name), copy);
    } catch (error) {
      if (isMissing(error)) continue;
      throw error;
    }
    entries.push({ name, bytes: (await stat(copy)).size, sha256: await hashOf(copy) });
  }
  return entries;
}

/** @throws BackupError when a file is missing or not as the manifest says */
export async function checkEvidence(folder: string, entry: EvidenceEntry): Promise<void> {
  const found = await hashOf(join(folder, 'evidence', entry.name)).catch(() => 'missing');
  if (found === entry.sha256) return;
  const what = found === 'missing' ? 'is missing or cannot be read' : 'is not as it was written';
  throw new BackupError(`evidence/${entry.name} ${what}`);
}

export async function readEvidence(
  folder: string,
  to: string,
  entries: readonly EvidenceEntry[],
): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  for (const { name } of entries) await copyFile(join(folder, 'evidence', name), join(to, name));
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
