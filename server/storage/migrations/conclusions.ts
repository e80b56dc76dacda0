import { sql, type Kysely, type Migration } from 'kysely';

/** What sessions came to, and the numbers of the warnings that were told while they ran. */
export const conclusions: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table conclusions (
    session_id uuid primary key references sessions, conclusion text not null, comment text not null,
    score integer, concluded_by text not null, at timestamptz not null)`,
  // The warning callback wants a number that no other warning has.
  `create sequence warning_numbers`,
];
