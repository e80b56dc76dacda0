import { sql } from 'kysely';
import type { Database } from '../storage/openDatabase.ts';

/** Kept by the migrator, or true of a running process only. */
const LEFT_OUT = new Set([
  'kysely_migration',
  'kysely_migration_lock',
  'server_processes',
  'job_leases',
]);

/** Every table that holds something, those that others refer to first. */
export async function tablesInOrder(db: Database): Promise<string[]> {
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = current_schema() and table_type = 'BASE TABLE' order by table_name
  `.execute(db);
  const references = await sql<{ from: string; to: string }>`
    select conrelid::regclass::text as "from", confrelid::regclass::text as "to"
    from pg_constraint where contype = 'f' and conrelid <> confrelid
    union
    -- See the migration \`reports\`: the first argument of such a trigger names the table.
    select tgrelid::regclass::text, split_part(encode(tgargs, 'escape'), '\\000', 1)
    from pg_trigger join pg_proc on pg_proc.oid = tgfoid where proname = 'refer_to'
  `.execute(db);
  const ordered: string[] = [];
  const waiting = new Set(
    tables.rows.map(({ name }) => name).filter((name) => !LEFT_OUT.has(name)),
  );
  while (waiting.size > 0) {
    const ready = [...waiting].filter(
      (name) => !references.rows.some(({ from, to }) => from === name && waiting.has(to)),
    );
    if (ready.length === 0)
      throw new Error(`tables refer to each other: ${[...waiting].join(', ')}`);
    for (const name of ready) {
      ordered.push(name);
      waiting.delete(name);
    }
  }
  return ordered;
}

/** The migrations that a database has seen, in order. */
export async function seenMigrations(db: Database): Promise<string[]> {
  const seen = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(
    db,
  );
  return seen.rows.map(({ name }) => name);
}

/**
 * Does something without the triggers that change rows before they are added: what was stored is what
 * they, or a deed after them, made of it. The triggers that look whether rows may be there go on.
 * To be called in a transaction by the role that made the tables.
 */
export async function asStored(db: Database, act: () => Promise<void>): Promise<void> {
  // Of pg_trigger.tgtype: 1 for each row, 2 before, 4 on insert.
  const { rows } = await sql<{ table: string; trigger: string }>`
    select relname as "table", tgname as "trigger" from pg_trigger
    join pg_class on pg_class.oid = tgrelid
    where relnamespace = current_schema()::regnamespace and not tgisinternal and tgenabled <> 'D'
      and tgtype & 7 = 7
    order by relname, tgname
  `.execute(db);
  const turn = async (how: 'enable' | 'disable'): Promise<void> => {
    for (const { table, trigger } of rows) {
      await sql.raw(`alter table "${table}" ${how} trigger "${trigger}"`).execute(db);
    }
  };
  await turn('disable');
  await act();
  await turn('enable');
}

/** Sets every table's own numbering behind the rows that it has. */
export async function renewNumbering(db: Database): Promise<void> {
  const numbered = await sql<{ table: string; column: string }>`
    select table_name as "table", column_name as "column" from information_schema.columns
    where table_schema = current_schema() and is_identity = 'YES'
  `.execute(db);
  for (const { table, column } of numbered.rows) {
    await sql`
      select setval(
        pg_get_serial_sequence(${table}, ${column}),
        coalesce((select max(${sql.raw(`"${column}"`)}) from ${sql.raw(`"${table}"`)}), 0) + 1,
        false)
    `.execute(db);
  }
}
