import { sql } from 'kysely';
import { hashSecret } from '../secrets.ts';
import { addEventLog } from './eventLogs.ts';
import type { Database } from './openDatabase.ts';
import type { TicketPurpose } from './tickets.ts';
import { together } from './together.ts';

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
  const row: GivenAccess = {
    hash,
    session_id: access.sessionId,
    issued_at: at,
    app_version: access.appVersion,
    platform: access.platform,
    purpose: access.purpose,
    machine: access.machine,
  };
  await replaceOthers(db, row);
  await addAccess(db, row);
  await addEventLog(db, { sessionId: access.sessionId, key: access.logKey, accessHash: hash, at });
}

interface GivenAccess {
  readonly hash: string;
  readonly session_id: string;
  readonly issued_at: Date;
  readonly app_version: string;
  readonly platform: string;
  readonly purpose: TicketPurpose;
  readonly machine: string | null;
}

const replaceOthers = together<GivenAccess, undefined>(async (db, rows) => {
  await sql`
    update access_tokens set replaced_at = given.issued_at
    from jsonb_populate_recordset(null::access_tokens, ${JSON.stringify(rows)}) as given
    where access_tokens.session_id = any(${rows.map((row) => row.session_id)}::uuid[])
      and access_tokens.session_id = given.session_id and access_tokens.hash <> given.hash
      and access_tokens.replaced_at is null
  `.execute(db);
  return rows.map(() => undefined);
});

const addAccess = together<GivenAccess, undefined>(async (db, rows) => {
  await sql`
    insert into access_tokens
      (hash, session_id, issued_at, app_version, platform, purpose, machine)
    select hash, session_id, issued_at, app_version, platform, purpose, machine
    from jsonb_populate_recordset(null::access_tokens, ${JSON.stringify(rows)})
  `.execute(db);
  return rows.map(() => undefined);
});

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

/** Whether an app was ever let into the exam itself, and not into a check in advance alone. */
export async function wasEntered(db: Database, sessionId: string): Promise<boolean> {
  const access = await db
    .selectFrom('accessTokens')
    .select('hash')
    .where('sessionId', '=', sessionId)
    .where('purpose', '=', 'exam')
    .limit(1)
    .executeTakeFirst();
  return access !== undefined;
}
