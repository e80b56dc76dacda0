import { sql, type RawBuilder } from 'kysely';
import type { AuditAction } from './auditActions.ts';
import { containsText } from './containsText.ts';
import { within, type Fence } from './fence.ts';
import type { Database } from './openDatabase.ts';

export interface AuditEntry {
  readonly at: number;
  /** `ROLE:NAME` of staff, `integration:NAME` or `server`. */
  readonly actor: string;
  readonly action: AuditAction;
  readonly sessionId?: string;
  /** Of what is done to a whole exam (our id). */
  readonly examId?: string;
  /** Of what is done to a member of staff. */
  readonly staffId?: string;
  readonly before?: object;
  readonly after?: object;
}

/** Writes down who did what; call it in the transaction of the deed. */
export async function writeAudit(db: Database, entry: AuditEntry): Promise<void> {
  await db
    .insertInto('audit')
    .values({
      at: new Date(entry.at),
      actor: entry.actor,
      action: entry.action,
      sessionId: entry.sessionId ?? null,
      examId: entry.examId ?? null,
      staffId: entry.staffId ?? null,
      before: entry.before === undefined ? null : JSON.stringify(entry.before),
      after: entry.after === undefined ? null : JSON.stringify(entry.after),
    })
    .execute();
}

/** What was done to a session, oldest first. */
export function listAudit(db: Database, sessionId: string) {
  return db
    .selectFrom('audit')
    .select(['at', 'actor', 'action', 'before', 'after'])
    .where('sessionId', '=', sessionId)
    .orderBy('id')
    .execute();
}

/** What is looked for in the record. */
export interface AuditQuery {
  /** Part of who did it. */
  readonly actor: string;
  readonly action: string;
  /** Milliseconds since the epoch; `until` itself is left out. */
  readonly from: number | undefined;
  readonly until: number | undefined;
  /** Our id of a session or the LMS's own. */
  readonly session: string;
}

/** Lines of the record that the fence shows, newest first, with what they are about by name. */
export function listAuditLines(
  db: Database,
  fence: Fence,
  wanted: AuditQuery & { readonly offset: number; readonly limit: number },
) {
  return lines(db, fence, wanted)
    .leftJoin('candidates', 'candidates.id', 'sessions.candidateId')
    .leftJoin('staff', 'staff.id', 'audit.staffId')
    .leftJoin('exams', (join) =>
      join.on(sql<boolean>`exams.id = coalesce(audit.exam_id, sessions.exam_id)`),
    )
    .select([
      'audit.id',
      'audit.at',
      'audit.actor',
      'audit.action',
      'audit.before',
      'audit.after',
      'audit.sessionId',
      'sessions.externalId as sessionName',
      'sessions.examId as sessionExamId',
      'exams.id as examId',
      'exams.name as examName',
      'candidates.firstName',
      'candidates.thirdName',
      'candidates.lastName',
      'candidates.externalId as userId',
      'staff.name as staffName',
    ])
    .orderBy('audit.id', 'desc')
    .limit(wanted.limit)
    .offset(wanted.offset)
    .execute();
}

export async function countAuditLines(
  db: Database,
  fence: Fence,
  wanted: AuditQuery,
): Promise<number> {
  const row = await lines(db, fence, wanted)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** The actions that there are lines of. */
export async function listAuditActions(db: Database): Promise<string[]> {
  const rows = await db.selectFrom('audit').select('action').distinct().orderBy('action').execute();
  return rows.map(({ action }) => action);
}

function lines(db: Database, fence: Fence, wanted: AuditQuery) {
  const { actor, action, from, until, session } = wanted;
  const about = sql<boolean>`(sessions.external_id = ${session} or audit.session_id::text = ${session})`;
  return db
    .selectFrom('audit')
    .leftJoin('sessions', 'sessions.id', 'audit.sessionId')
    .where(seen(fence))
    .where(actor.trim() === '' ? sql<boolean>`true` : containsText(sql`audit.actor`, actor.trim()))
    .where(action === '' ? sql<boolean>`true` : sql<boolean>`audit.action = ${action}`)
    .where(from === undefined ? sql<boolean>`true` : sql<boolean>`audit.at >= ${new Date(from)}`)
    .where(until === undefined ? sql<boolean>`true` : sql<boolean>`audit.at < ${new Date(until)}`)
    .where(session === '' ? sql<boolean>`true` : about);
}

/** What was done to a session or an exam within the fence, or by its own people to their own. */
function seen(fence: Fence): RawBuilder<boolean> {
  if (fence.everywhere) return sql<boolean>`true`;
  return sql<boolean>`(
    (audit.session_id is not null and ${within(fence, 'sessions.accountId')})
    or (audit.exam_id is not null and exists (
      select 1 from exams of_audit where of_audit.id = audit.exam_id
        and ${within(fence, 'ofAudit.accountId')}))
    or (audit.session_id is null and audit.exam_id is null and audit.staff_id = ${fence.staffId}))`;
}
