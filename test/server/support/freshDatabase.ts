import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { withLock } from '../../../scripts/lock.mjs';

/**
 * Puts an empty embedded database into a folder. Making one costs three seconds of processor time,
 * copying one a tenth of a second, so one is made per machine and copied ever after.
 */
export async function putFreshDatabase(folder: string): Promise<void> {
  cpSync(await template(), folder, { recursive: true });
}

async function template(): Promise<string> {
  const engine = dirname(fileURLToPath(import.meta.resolve('@electric-sql/pglite')));
  const about = readFileSync(join(engine, '..', 'package.json'), 'utf8');
  const { version } = JSON.parse(about) as { version: string };
  const place = join(tmpdir(), `invigil-empty-database-${version}-${userInfo().username}`);
  if (existsSync(place)) return place;
  return withLock(`${place}.lock`, async () => {
    if (existsSync(place)) return place;
    const unfinished = mkdtempSync(`${place}-`);
    const database = await PGlite.create(unfinished);
    await database.close();
    renameSync(unfinished, place);
    return place;
  });
}
