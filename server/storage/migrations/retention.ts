import { sql, type Kysely, type Migration } from 'kysely';

/** What was removed because its time was over, or because its candidate asked for it. */
export const retention: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `alter table sessions add column erased_at timestamptz`,
  `create index sessions_unerased on sessions (integration, window_end) where erased_at is null`,
  `alter table photos add column removed_at timestamptz`,
  `create index photos_unremoved on photos (received_at) where removed_at is null`,
];
