import { sql, type Kysely, type Migration } from 'kysely';

/**
 * What every report of every app writes, in fewer rows and with cheaper checks: the signature of a batch
 * lies with its last record, and the rows that are only ever added are looked up in what they refer to
 * once for each statement. A foreign key does so row by row, which was a third of the database's work.
 */
export const reports: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

/** The table, its foreign key's column, and the table that this refers to. */
const ADDED_ONLY = [
  ['events', 'session_id', 'sessions'],
  ['transitions', 'session_id', 'sessions'],
  ['log_records', 'log_id', 'event_logs'],
] as const;

const STATEMENTS = [
  `alter table log_records add column first integer, add column previous text,
    add column lost_after jsonb, add column signature text, add column received_at timestamptz`,
  `update log_records r set first = b.first, previous = b.previous, lost_after = b.lost_after,
      signature = b.signature, received_at = b.received_at
    from log_batches b where (b.log_id, b.part, b.last) = (r.log_id, r.part, r.number)`,
  `drop table log_batches`,
  // Of one id each, as the tables that are referred to have.
  `create function refer_to() returns trigger language plpgsql as $$
    declare strange boolean;
    begin
      execute format('select exists (select from added left join %I there on there.id = added.%I
        where there.id is null)', tg_argv[0], tg_argv[1]) into strange;
      if strange then
        raise foreign_key_violation
          using message = format('%I of %I names no row of %I', tg_argv[1], tg_table_name, tg_argv[0]);
      end if;
      return null;
    end $$`,
  `create function never_deleted() returns trigger language plpgsql as $$
    begin
      raise foreign_key_violation using message = format('rows of %I are referred to', tg_table_name);
    end $$`,
  ...ADDED_ONLY.flatMap(([table, column, other]) => [
    `alter table ${table} drop constraint ${table}_${column}_fkey`,
    `create trigger refer_to_${other} after insert on ${table} referencing new table as added
      for each statement execute function refer_to('${other}', '${column}')`,
  ]),
  ...['sessions', 'event_logs'].flatMap((table) => [
    `create trigger never_deleted before delete on ${table}
      for each row execute function never_deleted()`,
    `create trigger never_emptied before truncate on ${table}
      for each statement execute function never_deleted()`,
  ]),
  // Room for a row's next version beside it, so that a change of no indexed column touches no index.
  `alter table sessions set (fillfactor = 80)`,
  `alter table event_logs set (fillfactor = 80)`,
];
