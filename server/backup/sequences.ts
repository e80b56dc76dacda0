import { sql } from 'kysely';
import type { Database } from '../storage/openDatabase.ts';
import type { Manifest } from './manifest.ts';

type Sequences = NonNullable<Manifest['sequences']>;

/**
 * Where every sequence stands that is of no table's column. Others outside know the numbers that it gave,
 * and no row may hold them any more.
 */
export async function readSequences(db: Database): Promise<Sequences> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relkind = 'S' and relnamespace = current_schema()::regnamespace
      and not exists (select 1 from pg_depend
        where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype in ('a', 'i'))
    order by relname
  `.execute(db);
  const sequences: Sequences = [];
  for (const { name } of rows) {
    const state = await sql<{ last: number; given: boolean }>`
      select last_value::float8 as last, is_called as given from ${sql.raw(`"${name}"`)}
    `.execute(db);
    for (const { last, given } of state.rows) sequences.push({ name, last, given });
  }
  return sequences;
}

/** Lets every sequence go on where it stood. */
export async function setSequences(db: Database, sequences: Sequences): Promise<void> {
  for (const { name, last, given } of sequences) {
    await sql`select setval(${`"${name}"`}::text::regclass, ${last}::float8::bigint, ${given}::boolean)`.execute(
      db,
    );
  }
}
