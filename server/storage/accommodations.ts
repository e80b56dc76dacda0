import { Accommodations } from '../../contract/accommodations.ts';
import type { CheckStep } from '../../contract/check.ts';
import { writeAudit } from './audit.ts';
import type { Database } from './openDatabase.ts';

const NONE: Accommodations = Accommodations.parse({});

/** Who an accommodation belongs to: one candidate in one exam, whatever session they come with. */
interface Holder {
  readonly examId: string;
  readonly candidateId: string;
}

/** What staff granted; nothing granted is all zeros. */
export async function readAccommodations(db: Database, holder: Holder): Promise<Accommodations> {
  const row = await db
    .selectFrom('accommodations')
    .select(['extraMinutes', 'breakMinutes', 'waivedSteps'])
    .where('examId', '=', holder.examId)
    .where('candidateId', '=', holder.candidateId)
    .executeTakeFirst();
  return row ?? NONE;
}

/** Sets the minutes added to the duration; they never move the exam's own end date. */
export function grantExtraMinutes(db: Database, grant: GrantOf<{ minutes: number }>) {
  return change(db, grant, 'extra_minutes_granted', (now) => ({
    ...now,
    extraMinutes: grant.minutes,
  }));
}

/** Sets the sum of the breaks that the candidate may take. */
export function grantBreakMinutes(db: Database, grant: GrantOf<{ minutes: number }>) {
  return change(db, grant, 'break_minutes_granted', (now) => ({
    ...now,
    breakMinutes: grant.minutes,
  }));
}

/** The step need not succeed for this candidate. */
export function waiveStep(db: Database, grant: GrantOf<{ step: CheckStep }>) {
  return change(db, grant, 'step_waived', (now) => ({
    ...now,
    waivedSteps: [...new Set([...now.waivedSteps, grant.step])],
  }));
}

/** Takes a waiver back. */
export function unwaiveStep(db: Database, grant: GrantOf<{ step: CheckStep }>) {
  return change(db, grant, 'step_waiver_withdrawn', (now) => ({
    ...now,
    waivedSteps: now.waivedSteps.filter((step) => step !== grant.step),
  }));
}

/** A grant by a person, for the candidate of a session (our id). */
export type GrantOf<What> = What & {
  readonly sessionId: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** `administrator:NAME`. */
  readonly actor: string;
};

/**
 * @returns what is granted now, or `undefined` when there is no such session
 * @throws ZodError when a number lies outside what `contract/accommodations.ts` allows
 */
function change(
  db: Database,
  grant: GrantOf<object>,
  action: string,
  apply: (now: Accommodations) => Accommodations,
): Promise<Accommodations | undefined> {
  return db.transaction().execute(async (transaction) => {
    // Two grants at once for one candidate wait here for each other.
    const session = await transaction
      .selectFrom('sessions')
      .innerJoin('candidates', 'candidates.id', 'sessions.candidateId')
      .select(['sessions.examId', 'sessions.candidateId'])
      .where('sessions.id', '=', grant.sessionId)
      .forNoKeyUpdate('candidates')
      .executeTakeFirst();
    if (session === undefined) return undefined;
    const before = await readAccommodations(transaction, session);
    const after = Accommodations.parse(apply(before));
    const values = {
      extraMinutes: after.extraMinutes,
      breakMinutes: after.breakMinutes,
      waivedSteps: JSON.stringify(after.waivedSteps),
      updatedAt: new Date(grant.at),
    };
    await transaction
      .insertInto('accommodations')
      .values({ examId: session.examId, candidateId: session.candidateId, ...values })
      .onConflict((conflict) => conflict.columns(['examId', 'candidateId']).doUpdateSet(values))
      .execute();
    const { at, actor, sessionId } = grant;
    await writeAudit(transaction, { at, actor, action, sessionId, before, after });
    return after;
  });
}
