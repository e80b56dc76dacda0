import { sql, type Kysely, type Migration } from 'kysely';

/** Everything that the server sends out, from the deed that causes it until somebody took it. */
export const deliveries: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table deliveries (
    id uuid primary key, number integer not null generated always as identity, kind text not null,
    order_key text, lane text not null, target text not null, integration text,
    session_id uuid references sessions, payload jsonb not null, state text not null, created_at timestamptz not null,
    begun_at timestamptz not null, due_at timestamptz not null, attempts integer not null,
    last_attempt_at timestamptz, last_code text, last_status integer, last_answer text,
    ended_at timestamptz, claim uuid, claimed_until timestamptz)`,
  // Looked at every second, however many have been delivered.
  `create index deliveries_waiting on deliveries (due_at) where state = 'waiting'`,
  `create index deliveries_in_order on deliveries (order_key, number) where state = 'waiting'`,
  `create index deliveries_by_number on deliveries (number)`,
  `create index deliveries_of_session on deliveries (session_id)`,
];
