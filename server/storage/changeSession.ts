import { sql } from 'kysely';
import type { Database } from './openDatabase.ts';
import type { SessionRow, SessionUpdate } from './schema.ts';
import { SESSION_COLUMNS } from './sessionColumns.ts';
import { together } from './together.ts';

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
    const revision = await changeSession(db, { id: session.id, values: changed, isOfLife });
    // Of these columns nothing but the revision follows in the database.
    return { ...session, ...changed, ...(revision === undefined ? {} : { revision }) };
  }
  return db
    .updateTable('sessions')
    .set(values)
    .where('id', '=', session.id)
    .returning(SESSION_COLUMNS)
    .executeTakeFirstOrThrow();
}

interface SessionChange {
  readonly id: string;
  readonly values: OftenChanged;
  readonly isOfLife: boolean;
}

/** Answers with the new revision, where there is one. */
const changeSession = together<SessionChange, number | undefined>(async (db, changes) => {
  // One statement for all that change the same columns.
  const alike = new Map<string, SessionChange[]>();
  for (const change of changes) {
    const columns = columnsOf(change).join();
    alike.set(columns, [...(alike.get(columns) ?? []), change]);
  }
  const after = new Map<string, number>();
  for (const group of alike.values()) {
    for (const { id, revision } of await changeAlike(db, group)) after.set(id, revision);
  }
  return changes.map(({ id }) => after.get(id));
});

type Revised = Pick<SessionRow, 'id' | 'revision'>;

function columnsOf({ values }: SessionChange): (keyof OftenChanged)[] {
  const keys = Object.keys(OFTEN_CHANGED) as (keyof OftenChanged)[];
  return keys.filter((key) => key in values);
}

async function changeAlike(db: Database, changes: readonly SessionChange[]): Promise<Revised[]> {
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
  const changed = await sql<Revised>`
    update sessions set ${sql.join(set)}
    from jsonb_populate_recordset(null::sessions, ${JSON.stringify(rows)}) as changed
    where sessions.id = changed.id
    ${first.isOfLife ? sql`` : sql`returning sessions.id, sessions.revision`}
  `.execute(db);
  return changed.rows;
}
