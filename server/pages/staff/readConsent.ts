import { z } from 'zod';
import type { Database } from '../../storage/openDatabase.ts';

const Consent = z.object({ given: z.boolean(), explanation: z.string().optional() });

/** What the candidate said to being recorded, and when: the last word counts. */
export interface ConsentView {
  readonly given: boolean;
  readonly at: Date;
  /** In the candidate's own words, when another way is asked for. */
  readonly explanation: string;
}

export async function readConsent(
  db: Database,
  sessionId: string,
): Promise<ConsentView | undefined> {
  const row = await db
    .selectFrom('events')
    .select(['at', 'body'])
    .where('sessionId', '=', sessionId)
    .where('type', '=', 'consent')
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { given, explanation = '' } = Consent.parse(row.body);
  return { given, at: row.at, explanation };
}
