import { sql } from 'kysely';
import type { Database } from '../../../server/storage/openDatabase.ts';

/** Adds sessions like this one (our id), each of a candidate of their own, in one statement each. */
export async function addSessionsLike(db: Database, like: string, count: number): Promise<void> {
  await sql`insert into candidates (id, account_id, external_id, email, last_name, first_name, created_at)
    select gen_random_uuid(), s.account_id, 'many-' || n, 'many-' || n || '@example.org',
      'Family ' || lpad(n::text, 5, '0'), 'Given', s.created_at
    from sessions s, generate_series(1, ${count}::integer) n where s.id = ${like}`.execute(db);
  await sql`insert into sessions
    select (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(),
      'external_id', 'session-of-' || c.external_id, 'candidate_id', c.id))).*
    from sessions s join candidates c on c.account_id = s.account_id
    where s.id = ${like} and c.external_id like 'many-%'`.execute(db);
}
