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
  // What a session is judged by at every report, so that the parameters need not be read for it.
  `alter table sessions add column terms jsonb`,
  `create function terms_of(parameters jsonb) returns jsonb language sql immutable as $$
    select jsonb_strip_nulls(jsonb_build_object(
      'examName', parameters -> 'examName', 'duration', parameters -> 'duration',
      'schedule', parameters -> 'schedule', 'proctoring', parameters -> 'proctoring',
      'identification', parameters -> 'identification',
      'sendManualWarningsToLearner', parameters -> 'sendManualWarningsToLearner',
      'language', parameters -> 'language',
      'sessionFinishUrl', parameters -> 'sessionFinishUrl', 'reviewUrl', parameters -> 'reviewUrl')) $$`,
  `update sessions set terms = terms_of(parameters)`,
  `alter table sessions alter column terms set not null`,
  `create function session_terms() returns trigger language plpgsql as $$
    begin
      new.terms := terms_of(new.parameters);
      return new;
    end $$`,
  `create trigger session_terms before insert or update of parameters on sessions
    for each row execute function session_terms()`,
  // Beside the row, where they are long: else each change of a status would write them again.
  `alter table sessions alter column parameters set storage external`,
  // Room for a row's next version beside it, so that a change of no indexed column touches no index.
  `alter table sessions set (fillfactor = 80)`,
  `alter table event_logs set (fillfactor = 80)`,
];
