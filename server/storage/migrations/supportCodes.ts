import { sql, type Kysely, type Migration } from 'kysely';

/** The support codes that staff made. A code itself is kept nowhere: only its id, which is no secret. */
export const supportCodes: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table support_codes (
    session_id uuid not null references sessions, id text not null, step text not null,
    issued_at timestamptz not null, issued_by text not null, expires_at timestamptz not null,
    withdrawn_at timestamptz, used_at timestamptz, primary key (session_id, id))`,
];
