import type { Database } from './openDatabase.ts';

/** The computers on which a session was opened, oldest first; all but the last have been replaced. */
export function listMachines(db: Database, sessionId: string) {
  return db
    .selectFrom('accessTokens')
    .select(['issuedAt', 'replacedAt', 'appVersion', 'platform'])
    .where('sessionId', '=', sessionId)
    .orderBy('issuedAt')
    .execute();
}
