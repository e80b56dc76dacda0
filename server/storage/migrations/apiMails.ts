import { sql, type Kysely, type Migration } from 'kysely';

/** Which mail an institute's student got, once each, and on which machine a check in advance counts. */
export const apiMails: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table api_mails (
    session_id integer not null references api_sessions, kind text not null, sameness text not null,
    at timestamptz not null, primary key (session_id, kind, sameness))`,
  `alter table tickets add column purpose text not null default 'exam'`,
  `alter table access_tokens add column purpose text not null default 'exam'`,
  `alter table access_tokens add column machine text`,
  `create table advance_checks (
    session_id uuid not null references sessions, machine text not null, step text not null,
    at timestamptz not null, result jsonb not null, primary key (session_id, machine, step))`,
];
