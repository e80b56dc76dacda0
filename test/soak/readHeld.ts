import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { readIfThere } from '../../main/system/durableFile.ts';
import { REPOSITORY } from '../e2e/support/folders.ts';
import { Held } from './held.ts';

const run = promisify(execFile);
const PROGRAM = fileURLToPath(new URL('dump.ts', import.meta.url));

/** Most that a dump may come to (bytes). */
const LIMIT = 512 * 1024 * 1024;

/** Asks the database alone, with no server on it. @param database as in a server's configuration */
export async function readHeld(database: string): Promise<Held> {
  const { stdout } = await run(process.execPath, ['--import', 'tsx', PROGRAM, database], {
    cwd: REPOSITORY,
    maxBuffer: LIMIT,
  });
  return Held.parse(JSON.parse(stdout));
}

/** Photos whose file is not there or not what the database says of it. */
export async function findSpoiledPhotos(held: Held, evidence: string): Promise<string[]> {
  const faults = held.photos.map(async ({ session, id, file, sha256 }) => {
    const bytes = await readIfThere(path.join(evidence, file));
    const isSound =
      bytes !== undefined && createHash('sha256').update(bytes).digest('hex') === sha256;
    return isSound ? [] : [`${session}: the file of photo ${id} is gone or changed`];
  });
  return (await Promise.all(faults)).flat();
}
