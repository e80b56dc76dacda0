import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { migrations } from '../storage/migrations/index.ts';
import { migrate, openAsItIs, type Database } from '../storage/openDatabase.ts';
import { checkEvidence, readEvidence } from './evidenceFiles.ts';
import { BackupError, Manifest } from './manifest.ts';
import { setSequences } from './sequences.ts';
import { checkTable, readTable } from './tableFiles.ts';
import { asStored, renewNumbering, seenMigrations, tablesInOrder } from './tables.ts';

/**
 * `--restore DIR`: makes a backup's state again, in a database and an evidence folder that are empty, and
 * brings it up to this version. Everything is checked before anything is written.
 * @throws BackupError naming what is in the way
 */
export async function restoreBackup(
  config: Pick<Config, 'database' | 'evidenceFolder'>,
  folder: string,
  log: Log,
): Promise<Manifest> {
  const manifest = await readManifest(folder);
  for (const table of manifest.tables) await checkTable(folder, table);
  for (const file of manifest.evidence) await checkEvidence(folder, file);
  const unknown = manifest.migrations.filter((name) => migrations[name] === undefined);
  if (unknown.length > 0) {
    throw new BackupError(`it is of a newer server: ${unknown.join(', ')} is not known here`);
  }
  await refuseFilled(config.evidenceFolder);
  const database = await openAsItIs(config.database, log);
  try {
    await refuseTables(database);
    await migrate(database, manifest.migrations.at(-1));
    if (String(await seenMigrations(database)) !== String(manifest.migrations)) {
      throw new BackupError('its migrations are not those of this server');
    }
    await database.transaction().execute(async (db) => {
      // A migration may have put rows of its own there; the backup has them as they were.
      for (const name of (await tablesInOrder(db)).toReversed()) {
        await sql`delete from ${sql.raw(`"${name}"`)}`.execute(db);
      }
      await asStored(db, async () => {
        for (const { name } of manifest.tables) await readTable(db, folder, name);
      });
      await renewNumbering(db);
      await setSequences(db, manifest.sequences ?? []);
    });
    await migrate(database);
  } finally {
    await database.destroy();
  }
  await readEvidence(folder, config.evidenceFolder, manifest.evidence);
  return manifest;
}

async function readManifest(folder: string): Promise<Manifest> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  } catch (error) {
    throw new BackupError(`${folder} is no whole backup: ${String(error)}`);
  }
  const parsed = Manifest.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new BackupError(`manifest.json: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

async function refuseFilled(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  if ((await readdir(folder)).length > 0) throw new BackupError(`${folder} is not empty`);
}

async function refuseTables(database: Database): Promise<void> {
  const tables = await tablesInOrder(database);
  if (tables.length > 0) throw new BackupError('the database is not empty');
}
