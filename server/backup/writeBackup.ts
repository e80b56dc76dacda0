import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { openAsItIs } from '../storage/openDatabase.ts';
import { VERSION } from '../version.ts';
import { writeEvidence } from './evidenceFiles.ts';
import { BackupError, type Manifest } from './manifest.ts';
import { readSequences } from './sequences.ts';
import { writeTable } from './tableFiles.ts';
import { seenMigrations, tablesInOrder } from './tables.ts';

/**
 * `--backup DIR`: everything that the server keeps, as one consistent state, in files that either kind of
 * database can be made of again. On PostgreSQL the server goes on meanwhile.
 */
export async function writeBackup(
  config: Pick<Config, 'database' | 'evidenceFolder'>,
  folder: string,
  { log, now }: { log: Log; now: number },
): Promise<Manifest> {
  // Only the server's user may read it: it holds all that the database holds.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) throw new BackupError(`${folder} is not empty`);
  await mkdir(join(folder, 'tables'));
  await mkdir(join(folder, 'evidence'));
  const database = await openAsItIs(config.database, log);
  try {
    // One state of all tables, whatever is written while they are read.
    const kept = await database
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (db) => {
        const tables: Manifest['tables'] = [];
        for (const name of await tablesInOrder(db)) tables.push(await writeTable(db, name, folder));
        const sequences = await readSequences(db);
        return { migrations: await seenMigrations(db), tables, sequences };
      });
    const evidence = await writeEvidence(config.evidenceFolder, folder);
    const manifest: Manifest = {
      ...{ format: 'invigil backup 1', version: VERSION, at: new Date(now).toISOString() },
      ...{ ...kept, evidence },
    };
    // Last: a folder without it is no backup.
    const text = `${JSON.stringify(manifest, null, 2)}\n`;
    await writeFile(join(folder, 'manifest.json'), text, { mode: 0o600, flag: 'wx' });
    return manifest;
  } finally {
    await database.destroy();
  }
}
