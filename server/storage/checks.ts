import { sql } from 'kysely';
import type { CheckResult } from '../../contract/check.ts';
import { bySession } from './bySession.ts';
import type { Database } from './openDatabase.ts';
import type { CheckRow } from './schema.ts';
import { together } from './together.ts';

/** What an app says of a step of the system check. */
interface Check {
  readonly sessionId: string;
  readonly result: CheckResult;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Keeps the newest word on a step; one that arrives late does not replace a newer one. */
export const keepCheck = together<Check, undefined>(async (db, checks) => {
  const rows = checks.map(({ sessionId, result, at }) => ({
    session_id: sessionId,
    step: result.step,
    state: result.state,
    outcome: result.outcome ?? null,
    evidence: result.evidence,
    bandwidth_speed: result.bandwidthSpeed ?? null,
    at: new Date(at),
  }));
  await sql`
    insert into checks (session_id, step, state, outcome, evidence, bandwidth_speed, at)
    select session_id, step, state, outcome, evidence, bandwidth_speed, at
    from jsonb_populate_recordset(null::checks, ${JSON.stringify(rows)})
    on conflict (session_id, step) do update set state = excluded.state,
      outcome = excluded.outcome, evidence = excluded.evidence,
      bandwidth_speed = excluded.bandwidth_speed, at = excluded.at
    where excluded.at >= checks.at
  `.execute(db);
  return rows.map(() => undefined);
});

/** The steps of a session that were ever reported. */
export const listChecks = together<string, CheckResult[]>(async (db, sessionIds) => {
  const { rows } = await sql<CheckRow>`
    select * from checks where session_id = any(${sessionIds}::uuid[])
  `.execute(db);
  const ofSession = bySession(rows);
  return sessionIds.map((id) => (ofSession.get(id) ?? []).map(resultOf));
});

function resultOf({ step, state, outcome, evidence, bandwidthSpeed }: CheckRow): CheckResult {
  return {
    ...{ step, state, evidence },
    ...(outcome === null ? {} : { outcome }),
    ...(bandwidthSpeed === null ? {} : { bandwidthSpeed }),
  };
}

/** The steps of these sessions (our ids), with when each was reported. */
export async function listChecksOf(db: Database, sessionIds: readonly string[]) {
  if (sessionIds.length === 0) return [];
  return db
    .selectFrom('checks')
    .select(['sessionId', 'step', 'state', 'outcome', 'evidence', 'bandwidthSpeed', 'at'])
    .where('sessionId', 'in', sessionIds)
    .execute();
}
