import { hashSecret } from '../secrets.ts';
import type { Database } from './openDatabase.ts';

/** What has to be known again when the browser comes back from the provider. */
export interface OpenIdTry {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly next: string | null;
}

export async function keepOpenIdTry(
  db: Database,
  attempt: OpenIdTry & { readonly now: number; readonly expiresAt: number },
): Promise<void> {
  const { state, nonce, verifier, next } = attempt;
  await db.deleteFrom('openIdTries').where('expiresAt', '<=', new Date(attempt.now)).execute();
  await db
    .insertInto('openIdTries')
    .values({
      hash: hashSecret(state),
      ...{ nonce, verifier, next },
      expiresAt: new Date(attempt.expiresAt),
    })
    .execute();
}

/** Takes a try out, each once. @returns `undefined` when it is none of ours, or over */
export async function takeOpenIdTry(
  db: Database,
  state: string,
  now: number,
): Promise<OpenIdTry | undefined> {
  const row = await db
    .deleteFrom('openIdTries')
    .where('hash', '=', hashSecret(state))
    .where('expiresAt', '>', new Date(now))
    .returning(['nonce', 'verifier', 'next'])
    .executeTakeFirst();
  return row === undefined ? undefined : { ...row, state };
}
