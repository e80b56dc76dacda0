import { sql } from 'kysely';
import { hashSecret, newSecret } from '../secrets.ts';
import type { Database } from './openDatabase.ts';
import { together } from './together.ts';

/** An open start page may renew its ticket for a day (milliseconds), 300 times: a page asks every few minutes. */
export const START_PAGE_LIFE = 24 * 60 * 60_000;
const MOST_RENEWALS = 300;

/**
 * Remembers a start page. What it gets stands in the page itself and in no cookie, so that no other
 * site can make a browser use it.
 */
export async function openStartPage(db: Database, sessionId: string, now: number): Promise<string> {
  const token = newSecret();
  const page = { hash: hashSecret(token), session_id: sessionId, created_at: new Date(now) };
  await addStartPage(db, { ...page, renewals: 0 });
  return token;
}

const addStartPage = together<object, undefined>(async (db, rows) => {
  await sql`
    insert into start_pages (hash, session_id, created_at, renewals)
    select hash, session_id, created_at, renewals
    from jsonb_populate_recordset(null::start_pages, ${JSON.stringify(rows)})
  `.execute(db);
  return rows.map(() => undefined);
});

/**
 * Counts a renewal.
 * @returns the page's session, or `undefined` when the page is unknown, too old or asked too often
 */
export async function renewStartPage(
  db: Database,
  token: string,
  now: number,
): Promise<{ sessionId: string } | undefined> {
  return db
    .updateTable('startPages')
    .set((eb) => ({ renewals: eb('renewals', '+', 1) }))
    .where('hash', '=', hashSecret(token))
    .where('createdAt', '>', new Date(now - START_PAGE_LIFE))
    .where('renewals', '<', MOST_RENEWALS)
    .returning('sessionId')
    .executeTakeFirst();
}

export async function removeStaleStartPages(db: Database, before: number): Promise<void> {
  await db.deleteFrom('startPages').where('createdAt', '<', new Date(before)).execute();
}
