import type { CheckResult } from '../../contract/check.ts';
import type { Database } from './openDatabase.ts';

/** Keeps the newest word on a step; one that arrives late does not replace a newer one. */
export async function keepCheck(
  db: Database,
  check: { sessionId: string; result: CheckResult; at: number },
): Promise<void> {
  const { step, state, outcome, evidence, bandwidthSpeed } = check.result;
  const values = {
    state,
    outcome: outcome ?? null,
    evidence: JSON.stringify(evidence),
    bandwidthSpeed: bandwidthSpeed ?? null,
    at: new Date(check.at),
  };
  await db
    .insertInto('checks')
    .values({ sessionId: check.sessionId, step, ...values })
    .onConflict((conflict) =>
      conflict
        .columns(['sessionId', 'step'])
        .doUpdateSet(values)
        .whereRef('excluded.at', '>=', 'checks.at'),
    )
    .execute();
}

/** The steps of a session that were ever reported. */
export async function listChecks(db: Database, sessionId: string): Promise<CheckResult[]> {
  const rows = await db
    .selectFrom('checks')
    .select(['step', 'state', 'outcome', 'evidence', 'bandwidthSpeed'])
    .where('sessionId', '=', sessionId)
    .execute();
  return rows.map(({ outcome, bandwidthSpeed, ...rest }) => ({
    ...rest,
    ...(outcome === null ? {} : { outcome }),
    ...(bandwidthSpeed === null ? {} : { bandwidthSpeed }),
  }));
}

/** The steps of all sessions of an exam, for the rows of the Students page. */
export function listChecksOfExam(db: Database, examId: string) {
  return db
    .selectFrom('checks')
    .innerJoin('sessions', 'sessions.id', 'checks.sessionId')
    .select([
      'checks.sessionId',
      'checks.step',
      'checks.state',
      'checks.outcome',
      'checks.bandwidthSpeed',
      'checks.at',
    ])
    .where('sessions.examId', '=', examId)
    .execute();
}
