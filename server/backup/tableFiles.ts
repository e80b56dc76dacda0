import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { sql } from 'kysely';
import type { Database } from '../storage/openDatabase.ts';
import { BackupError, type Manifest } from './manifest.ts';

/** Rows of one question: few enough to hold in memory, photos are not among them. */
const AT_ONCE = 500;

type TableEntry = Manifest['tables'][number];

export const tableFile = (folder: string, name: string): string =>
  join(folder, 'tables', `${name}.jsonl.gz`);

/** Writes one table, a row a line as PostgreSQL itself writes it as JSON. To be called in a transaction. */
export async function writeTable(db: Database, name: string, folder: string): Promise<TableEntry> {
  const hash = createHash('sha256');
  let rows = 0;
  const table = sql.raw(`"${name}"`);
  async function* lines(): AsyncGenerator<string> {
    await sql`declare backup no scroll cursor for select to_jsonb(t)::text as line from ${table} t`.execute(
      db,
    );
    for (;;) {
      const fetched = await sql<{
        line: string;
      }>`fetch ${sql.raw(String(AT_ONCE))} from backup`.execute(db);
      if (fetched.rows.length === 0) break;
      const text = fetched.rows.map(({ line }) => `${line}\n`).join('');
      rows += fetched.rows.length;
      hash.update(text);
      yield text;
    }
    await sql`close backup`.execute(db);
  }
  const file = createWriteStream(tableFile(folder, name), { mode: 0o600, flags: 'wx' });
  await pipeline(Readable.from(lines()), createGzip(), file);
  return { name, rows, sha256: hash.digest('hex') };
}

/** Rows of a table's file, by the hundred. */
async function* readRows(folder: string, name: string): AsyncGenerator<string[]> {
  const unzipped = createReadStream(tableFile(folder, name)).pipe(createGunzip());
  let some: string[] = [];
  for await (const line of createInterface({ input: unzipped, crlfDelay: Infinity })) {
    some.push(line);
    if (some.length < AT_ONCE) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

/** @throws BackupError when the file is not as the manifest says */
export async function checkTable(folder: string, entry: TableEntry): Promise<void> {
  const hash = createHash('sha256');
  let rows = 0;
  try {
    for await (const some of readRows(folder, entry.name)) {
      rows += some.length;
      for (const line of some) hash.update(`${line}\n`);
    }
  } catch (error) {
    throw new BackupError(`tables/${entry.name} cannot be read: ${String(error)}`);
  }
  if (rows !== entry.rows || hash.digest('hex') !== entry.sha256) {
    throw new BackupError(`tables/${entry.name} is not as it was written`);
  }
}

/** Puts the rows back as they were, their own numbers included. */
export async function readTable(db: Database, folder: string, name: string): Promise<void> {
  const table = sql.raw(`"${name}"`);
  for await (const some of readRows(folder, name)) {
    const rows = `[${some.join(',')}]`;
    await sql`
      insert into ${table} overriding system value
      select * from jsonb_populate_recordset(null::${table}, ${rows}::jsonb)
    `.execute(db);
  }
}
