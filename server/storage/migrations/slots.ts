import { sql, type Kysely, type Migration } from 'kysely';

/** The time that a candidate booked, where an exam asks for it. */
export const slots: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `alter table sessions add column booked_start timestamptz, add column booked_end timestamptz`,
  // How many others have booked a time is asked for every time that is shown.
  `create index sessions_booked on sessions (integration, booked_start)
    where booked_start is not null and closed_at is null`,
];
