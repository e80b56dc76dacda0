import { sql, type Kysely, type Migration } from 'kysely';

/** What was signed, where the event that is kept says something else or none is kept. */
export const sentRecords: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw('alter table log_records add column sent text').execute(db);
  },
};
