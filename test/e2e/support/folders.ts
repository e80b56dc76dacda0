import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout under test. */
export const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));

/** The picture that Chromium's fake camera shows: a drawn face with an identity card. */
export const FAKE_CAMERA = path.join(REPOSITORY, 'test/fixtures/media/candidate.mjpeg');

/** A folder of its own for one test; `remove` at the end. */
export async function ownFolder(name: string): Promise<{ path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), `invigil-${name}-`));
  return {
    path: folder,
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  };
}
