import { sql } from 'kysely';
import { hashSecret } from '../secrets.ts';
import { addEventLog } from './eventLogs.ts';
import type { Database } from './openDatabase.ts';
import type { TicketPurpose } from './tickets.ts';

export interface Access {
  readonly token: string;
  readonly sessionId: string;
  readonly at: number;
  /** The key with which the app signs its log. */
  readonly logKey: string;
  readonly appVersion: string;
  readonly platform: string;
  readonly purpose: TicketPurpose;
  readonly machine: string | null;
}

/** Makes this the one valid token of its session, with a log of its own; those before it are replaced. */
export async function giveAccess(db: Database, access: Access): Promise<void> {
  const hash = hashSecret(access.token);
  const at = new Date(access.at);
  await db
    .updateTable('accessTokens')
    .set({ replacedAt: at })
    .where('sessionId', '=', access.sessionId)
    .where('hash', '!=', hash)
    .where('replacedAt', 'is', null)
    .execute();
  await db
    .insertInto('accessTokens')
    .values({
      hash,
      sessionId: access.sessionId,
      issuedAt: at,
      replacedAt: null,
      appVersion: access.appVersion,
      platform: access.platform,
      purpose: access.purpose,
      machine: access.machine,
    })
    .execute();
  await addEventLog(db, { sessionId: access.sessionId, key: access.logKey, accessHash: hash, at });
}

/** The session that a token speaks for, and since when it no longer is the valid one. */
export interface FoundAccess {
  readonly sessionId: string;
  readonly replacedAt: Date | null;
  readonly purpose: TicketPurpose;
  readonly machine: string | null;
}

export async function findAccess(db: Database, token: string): Promise<FoundAccess | undefined> {
  return (await findAccesses(db, [token]))[0];
}

/** The same for many tokens, in their order. */
export async function findAccesses(
  db: Database,
  tokens: readonly string[],
): Promise<(FoundAccess | undefined)[]> {
  const hashes = tokens.map(hashSecret);
  const { rows } = await sql<FoundAccess & { hash: string }>`
    select hash, session_id, replaced_at, purpose, machine from access_tokens where hash = any(${hashes}::text[])
  `.execute(db);
  const found = new Map(rows.map(({ hash, ...access }) => [hash, access]));
  return hashes.map((hash) => found.get(hash));
}
