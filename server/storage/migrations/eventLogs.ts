import { sql, type Kysely, type Migration } from 'kysely';

/**
 * The hash-chained logs of the apps. A log is one key's; `part` counts the times that its app declared
 * records lost, after which the numbers go on from where it says.
 */
export const eventLogs: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table event_logs (
    id integer generated always as identity primary key, session_id uuid not null references sessions,
    key text not null, access_hash text not null references access_tokens,
    registered_at timestamptz not null, part integer not null, number integer not null,
    hash text not null, unique (session_id, key))`,
  `create table log_records (
    log_id integer not null references event_logs, part integer not null, number integer not null,
    hash text not null, event_id text, primary key (log_id, part, number))`,
  `create table log_batches (
    log_id integer not null references event_logs, part integer not null, last integer not null,
    first integer not null, previous text not null, lost_after jsonb, hash text not null,
    signature text not null, received_at timestamptz not null, primary key (log_id, part, last))`,
];
