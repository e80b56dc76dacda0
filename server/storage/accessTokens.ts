import { hashSecret } from '../secrets.ts';
import { addEventLog } from './eventLogs.ts';
import type { Database } from './openDatabase.ts';

export interface Access {
  readonly token: string;
  readonly sessionId: string;
  readonly at: number;
  /** The key with which the app signs its log. */
  readonly logKey: string;
  readonly appVersion: string;
  readonly platform: string;
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
    })
    .execute();
  await addEventLog(db, { sessionId: access.sessionId, key: access.logKey, accessHash: hash, at });
}

/** The session that a token speaks for, and since when it no longer is the valid one. */
export function findAccess(db: Database, token: string) {
  return db
    .selectFrom('accessTokens')
    .select(['sessionId', 'replacedAt'])
    .where('hash', '=', hashSecret(token))
    .executeTakeFirst();
}
