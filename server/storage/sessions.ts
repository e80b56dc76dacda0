import { sql } from 'kysely';
import { Accommodations } from '../../contract/accommodations.ts';
import type { Database } from './openDatabase.ts';
import type { NewSession, SessionRow, SessionUpdate } from './schema.ts';
import { together } from './together.ts';

/** A session by our id. */
export function readSession(db: Database, id: string): Promise<SessionRow | undefined> {
  return db.selectFrom('sessions').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The same, and nobody else changes it until this transaction ends. */
export function lockSession(db: Database, id: string): Promise<SessionRow | undefined> {
  return db.selectFrom('sessions').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Of these the ones that nobody else holds, and nobody else changes them until this transaction ends. */
export async function lockFreeSessions(
  db: Database,
  ids: readonly string[],
): Promise<SessionRow[]> {
  const { rows } = await sql<SessionRow>`
    select * from sessions where id = any(${ids}::uuid[]) order by id for update skip locked
  `.execute(db);
  return rows;
}

/** A session by the LMS's own id, which is unique per integration. */
export function findSession(
  db: Database,
  session: { integration: string; externalId: string },
): Promise<SessionRow | undefined> {
  return db
    .selectFrom('sessions')
    .selectAll()
    .where('integration', '=', session.integration)
    .where('externalId', '=', session.externalId)
    .executeTakeFirst();
}

/**
 * Adds a session unless its integration has one of this id. Of two at once the second waits for the
 * first and then finds it there.
 * @returns the new one, or `undefined` when it is there already
 */
export function addSession(db: Database, session: NewSession): Promise<SessionRow | undefined> {
  return db
    .insertInto('sessions')
    .values(session)
    .onConflict((conflict) => conflict.columns(['integration', 'externalId']).doNothing())
    .returningAll()
    .executeTakeFirst();
}

/** What most deeds change, and how it is written. */
const OFTEN_CHANGED = {
  status: 'status',
  startedAt: 'started_at',
  closedAt: 'closed_at',
  closedBy: 'closed_by',
  closedReason: 'closed_reason',
  absentSince: 'absent_since',
  timeUpFor: 'time_up_for',
  consentedAt: 'consented_at',
  agreedAt: 'agreed_at',
  lastSeenAt: 'last_seen_at',
  lastStage: 'last_stage',
  unsent: 'unsent',
} as const satisfies Partial<Record<keyof SessionUpdate, string>>;
type OftenChanged = Partial<Pick<SessionRow, keyof typeof OFTEN_CHANGED>>;

/** Of a sign of life no trigger of the database makes anything more, so nothing need be read back. */
const OF_LIFE: ReadonlySet<string> = new Set(['lastSeenAt', 'lastStage', 'unsent']);

/** @returns the session as it is now */
export async function updateSession(
  db: Database,
  session: SessionRow,
  values: SessionUpdate,
): Promise<SessionRow> {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  if (given.every(([key]) => key in OFTEN_CHANGED)) {
    const changed = Object.fromEntries(given) as OftenChanged;
    if (given.length === 0) return session;
    const isOfLife = given.every(([key]) => OF_LIFE.has(key));
    const after = await changeSession(db, { id: session.id, values: changed, isOfLife });
    return after ?? { ...session, ...changed };
  }
  return db
    .updateTable('sessions')
    .set(values)
    .where('id', '=', session.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Many sessions by our ids, with what was granted and the access that holds each now. One query. */
export async function readSessionsWithGrants(db: Database, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('sessions')
    .leftJoin('accommodations', (join) =>
      join
        .onRef('accommodations.examId', '=', 'sessions.examId')
        .onRef('accommodations.candidateId', '=', 'sessions.candidateId'),
    )
    .leftJoin('accessTokens', (join) =>
      join
        .onRef('accessTokens.sessionId', '=', 'sessions.id')
        .on('accessTokens.replacedAt', 'is', null),
    )
    .selectAll('sessions')
    .select([
      'accessTokens.hash as access',
      'accommodations.extraMinutes',
      'accommodations.breakMinutes',
      'accommodations.waivedSteps',
    ])
    // One parameter, however many there are: the statement stays the same and is planned once.
    .where('sessions.id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
  return rows.map(({ access, extraMinutes, breakMinutes, waivedSteps, ...session }) => ({
    session,
    access,
    accommodations: Accommodations.parse({
      extraMinutes: extraMinutes ?? undefined,
      breakMinutes: breakMinutes ?? undefined,
      waivedSteps: waivedSteps ?? undefined,
    }),
  }));
}

interface SessionChange {
  readonly id: string;
  readonly values: OftenChanged;
  readonly isOfLife: boolean;
}

const changeSession = together<SessionChange, SessionRow | undefined>(async (db, changes) => {
  // One statement for all that change the same columns.
  const alike = new Map<string, SessionChange[]>();
  for (const change of changes) {
    const columns = columnsOf(change).join();
    alike.set(columns, [...(alike.get(columns) ?? []), change]);
  }
  const after = new Map<string, SessionRow>();
  for (const group of alike.values()) {
    for (const row of await changeAlike(db, group)) after.set(row.id, row);
  }
  return changes.map(({ id }) => after.get(id));
});

function columnsOf({ values }: SessionChange): (keyof OftenChanged)[] {
  const keys = Object.keys(OFTEN_CHANGED) as (keyof OftenChanged)[];
  return keys.filter((key) => key in values);
}

async function changeAlike(db: Database, changes: readonly SessionChange[]): Promise<SessionRow[]> {
  const [first] = changes;
  if (first === undefined) return [];
  const columns = columnsOf(first);
  const rows = changes.map(({ id, values }) =>
    Object.fromEntries<unknown>([
      ['id', id],
      ...columns.map((key) => [OFTEN_CHANGED[key], values[key]] as const),
    ]),
  );
  const set = columns.map((key) => {
    const name = sql.raw(OFTEN_CHANGED[key]);
    return sql`${name} = changed.${name}`;
  });
  const changed = await sql<SessionRow>`
    update sessions set ${sql.join(set)}
    from jsonb_populate_recordset(null::sessions, ${JSON.stringify(rows)}) as changed
    where sessions.id = changed.id
    ${first.isOfLife ? sql`` : sql`returning sessions.*`}
  `.execute(db);
  return changed.rows;
}

/** Every session that the clock can move, with what decides when. */
export function listRunning(db: Database) {
  return db
    .selectFrom('sessions')
    .leftJoin('accommodations', (join) =>
      join
        .onRef('accommodations.examId', '=', 'sessions.examId')
        .onRef('accommodations.candidateId', '=', 'sessions.candidateId'),
    )
    .select([
      'sessions.id',
      'sessions.integration',
      'sessions.status',
      sql<number>`(sessions.parameters ->> 'duration')::float8`.as('durationMinutes'),
      'sessions.windowEnd',
      'sessions.startedAt',
      'sessions.lastSeenAt',
      'sessions.timeUpFor',
      'accommodations.extraMinutes',
    ])
    .where('sessions.status', 'in', ['in_setup', 'exam_started'])
    .execute();
}
