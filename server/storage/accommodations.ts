import { sql } from 'kysely';
import { Accommodations } from '../../contract/accommodations.ts';
import { writeAudit } from './audit.ts';
import type { AuditAction } from './auditActions.ts';
import type { Database } from './openDatabase.ts';
import { together } from './together.ts';

const NONE: Accommodations = Accommodations.parse({});

/** Who an accommodation belongs to: one candidate in one exam, whatever session they come with. */
interface Holder {
  readonly examId: string;
  readonly candidateId: string;
}

/** What staff granted; nothing granted is all zeros. */
export const readAccommodations = together<Holder, Accommodations>(async (db, holders) => {
  const exams = holders.map(({ examId }) => examId);
  const candidates = holders.map(({ candidateId }) => candidateId);
  const { rows } = await sql<Holder & Accommodations>`
    select exam_id, candidate_id, extra_minutes, break_minutes, waived_steps from accommodations
    where (exam_id, candidate_id) in (select * from unnest(${exams}::uuid[], ${candidates}::uuid[]))
  `.execute(db);
  const keyOf = ({ examId, candidateId }: Holder): string => `${examId} ${candidateId}`;
  const granted = new Map(
    rows.map(({ examId, candidateId, ...row }) => [keyOf({ examId, candidateId }), row]),
  );
  return holders.map((holder) => granted.get(keyOf(holder)) ?? NONE);
});

/** Sets the sum of the breaks that the candidate may take. */
export function grantBreakMinutes(db: Database, grant: GrantOf<{ minutes: number }>) {
  return change(db, grant, 'break_minutes_granted', (now) => ({
    ...now,
    breakMinutes: grant.minutes,
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
  action: AuditAction,
  apply: (now: Accommodations) => Accommodations,
): Promise<Accommodations | undefined> {
  return db.transaction().execute(async (transaction) => {
    const holder = await transaction
      .selectFrom('sessions')
      .select(['examId', 'candidateId'])
      .where('id', '=', grant.sessionId)
      .executeTakeFirst();
    if (holder === undefined) return undefined;
    return changeAccommodations(transaction, { ...grant, ...holder }, action, apply);
  });
}

/**
 * What a candidate was granted, and nobody else changes it until this transaction ends. Two grants at
 * once for one candidate wait here for each other, the first ones too.
 * @param at milliseconds since the epoch
 */
export async function lockAccommodations(
  db: Database,
  { examId, candidateId }: Holder,
  at: number,
): Promise<Accommodations> {
  await db
    .insertInto('accommodations')
    .values({ examId, candidateId, ...columnsOf(NONE), updatedAt: new Date(at) })
    .onConflict((conflict) => conflict.columns(['examId', 'candidateId']).doNothing())
    .execute();
  return db
    .selectFrom('accommodations')
    .select(['extraMinutes', 'breakMinutes', 'waivedSteps'])
    .where('examId', '=', examId)
    .where('candidateId', '=', candidateId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

/**
 * Changes what a candidate was granted, in the transaction that it is given, and writes it down.
 * @param apply is given what holds at that moment, which nobody else can change any more
 * @throws ZodError when a number lies outside what `contract/accommodations.ts` allows
 */
export async function changeAccommodations(
  db: Database,
  grant: GrantOf<Holder>,
  action: AuditAction,
  apply: (now: Accommodations) => Accommodations,
): Promise<Accommodations> {
  const { examId, candidateId, at, actor, sessionId } = grant;
  const before = await lockAccommodations(db, grant, at);
  const after = Accommodations.parse(apply(before));
  await db
    .updateTable('accommodations')
    .set({ ...columnsOf(after), updatedAt: new Date(at) })
    .where('examId', '=', examId)
    .where('candidateId', '=', candidateId)
    .execute();
  // The candidate's app is told of it: the session is newer than it was.
  await db
    .updateTable('sessions')
    .set({ desk: sql<string | null>`desk` })
    .where('id', '=', sessionId)
    .execute();
  await writeAudit(db, { at, actor, action, sessionId, before, after });
  return after;
}

/**
 * Makes the candidate's other open sessions of the exam newer too. One that somebody else holds is left
 * out, for two that wait for each other's sessions would wait for good: whoever reads it next reads what
 * is granted anew.
 * @returns all that are open (our ids), left out or not
 */
export async function touchOtherSessions(
  db: Database,
  { examId, candidateId, sessionId }: Holder & { readonly sessionId: string },
): Promise<string[]> {
  const open = db
    .selectFrom('sessions')
    .select('id')
    .where('examId', '=', examId)
    .where('candidateId', '=', candidateId)
    .where('id', '<>', sessionId)
    .where('closedAt', 'is', null);
  await db
    .updateTable('sessions')
    .set({ desk: sql<string | null>`desk` })
    .where('id', 'in', open.forUpdate().skipLocked())
    .execute();
  return (await open.execute()).map(({ id }) => id);
}

function columnsOf({ extraMinutes, breakMinutes, waivedSteps }: Accommodations) {
  return { extraMinutes, breakMinutes, waivedSteps: JSON.stringify(waivedSteps) };
}
