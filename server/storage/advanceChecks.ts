import { sql } from 'kysely';
import type { CheckResult, CheckStep } from '../../contract/check.ts';
import type { Database } from './openDatabase.ts';

/**
 * What the candidate has to try for themselves. Everything else the app reads by itself in a moment, and
 * virtual machine, displays and programs are read anew at every exam.
 */
export const LASTING: readonly CheckStep[] = [
  'webcam',
  'microphone',
  'speakers',
  'screenshare',
  'mobile',
  'bandwidth',
];

/** Keeps a step of a check in advance for the machine that the session's app runs on. */
export async function keepAdvanceCheck(
  db: Database,
  check: { sessionId: string; result: CheckResult; at: number },
): Promise<void> {
  const { sessionId, result } = check;
  if (!LASTING.includes(result.step)) return;
  const at = new Date(check.at);
  await sql`insert into advance_checks (session_id, machine, step, at, result)
    select session_id, machine, ${result.step}, ${at}, ${JSON.stringify(result)}::jsonb
    from access_tokens where session_id = ${sessionId} and replaced_at is null
      and purpose = 'check' and machine is not null
    on conflict (session_id, machine, step) do update
      set at = excluded.at, result = excluded.result
      where excluded.at >= advance_checks.at`.execute(db);
}

/** The steps that succeeded on a machine and are not older than they may be. */
export async function listAdvanceChecks(
  db: Database,
  asked: { sessionId: string; machine: string; since: number },
): Promise<CheckResult[]> {
  const rows = await db
    .selectFrom('advanceChecks')
    .select('result')
    .where('sessionId', '=', asked.sessionId)
    .where('machine', '=', asked.machine)
    .where('at', '>=', new Date(asked.since))
    .execute();
  return rows.map(({ result }) => result).filter(({ state }) => state === 'succeeded');
}
