import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { tablesInOrder } from '../../../server/backup/tables.ts';
import type { Database } from '../../../server/storage/openDatabase.ts';

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly identity: boolean;
}

interface Reference {
  readonly from: string;
  readonly columns: readonly string[];
  readonly to: string;
  readonly refers: readonly string[];
}

/**
 * Puts two rows into every table, whatever the tables are: what a column takes is known from its type,
 * and what refers to another table from there. For databases of any version.
 */
export async function fillTables(db: Database): Promise<Map<string, number>> {
  const columns = await sql<Column>`
    select table_name as "table", column_name as "column", udt_name as "type",
      is_nullable = 'YES' as "nullable", is_identity = 'YES' as "identity"
    from information_schema.columns where table_schema = current_schema()
    order by table_name, ordinal_position
  `.execute(db);
  const references = await sql<Reference>`
    select conrelid::regclass::text as "from", confrelid::regclass::text as "to",
      array(select attname::text from unnest(conkey) with ordinality k(n, i)
        join pg_attribute on attrelid = conrelid and attnum = k.n order by i) as "columns",
      array(select attname::text from unnest(confkey) with ordinality k(n, i)
        join pg_attribute on attrelid = confrelid and attnum = k.n order by i) as "refers"
    from pg_constraint where contype = 'f'
    union all
    select tgrelid::regclass::text, args[1], array[args[2]], array['id']
    from (
      select tgrelid, tgfoid, string_to_array(encode(tgargs, 'escape'), '\\000') as args from pg_trigger
    ) as given join pg_proc on pg_proc.oid = tgfoid where proname = 'refer_to'
  `.execute(db);
  const counts = new Map<string, number>();
  for (const table of await tablesInOrder(db)) {
    const own = columns.rows.filter((each) => each.table === table && !each.identity);
    for (let row = 0; row < 2; row += 1) await addRow(db, table, row, own, references.rows);
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from ${sql.raw(`"${table}"`)}
    `.execute(db);
    counts.set(table, rows[0]?.n ?? 0);
  }
  return counts;
}

async function addRow(
  db: Database,
  table: string,
  row: number,
  own: readonly Column[],
  references: readonly Reference[],
): Promise<void> {
  const values = new Map<string, string>();
  for (const { column, type } of own) values.set(column, valueOf(type, `${table}.${column}`, row));
  for (const { from, columns, to, refers } of references) {
    if (from !== table || to === table) continue;
    columns.forEach((column, at) => {
      const found = `(select "${refers[at] ?? ''}" from "${to}" order by 1 limit 1 offset ${String(row)})`;
      if (values.has(column)) values.set(column, found);
    });
  }
  const names = [...values.keys()].map((name) => `"${name}"`).join(', ');
  const given = [...values.values()].join(', ');
  await sql.raw(`insert into "${table}" (${names}) values (${given})`).execute(db);
}

function valueOf(type: string, place: string, row: number): string {
  const number = String(row + 1);
  switch (type) {
    case 'uuid':
      return `'${randomUUID()}'`;
    case 'timestamptz':
      return `'2026-03-10T08:00:0${number}.123456Z'`;
    case 'bool':
      return 'false';
    case 'int2':
    case 'int4':
    case 'int8':
    case 'float8':
    case 'numeric':
      return number;
    case 'jsonb':
      return place.endsWith('evidence') || place.endsWith('s') ? `'[]'` : `'{"duration": 60}'`;
    case 'bytea':
      return `'\\x00ff0${number}'`;
    case '_text':
      return `'{"é, \\"quoted\\"",b}'`;
    case 'text':
    case 'varchar':
      return `'é “${place}” ${number}'`;
    default:
      throw new Error(`no value for ${place} of ${type}`);
  }
}
