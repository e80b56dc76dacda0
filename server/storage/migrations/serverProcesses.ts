import { sql, type Kysely, type Migration } from 'kysely';

/** The server processes on this database: since when they listen, and who of them does the timed jobs. */
export const serverProcesses: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table server_processes (
    id text primary key, listening_since timestamptz not null,
    begun_at timestamptz not null, renewed_at timestamptz not null)`,
  `create table job_leases (
    name text primary key, holder text not null, held_until timestamptz not null)`,
];
