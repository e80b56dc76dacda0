import { sql } from 'kysely';
import type { Database } from './openDatabase.ts';

/** What monitoring wants to know of the database's content; numbers, and nothing of anybody. */
export interface Figures {
  readonly sessions: readonly { status: string; count: number }[];
  readonly deliveries: readonly { kind: string; state: string; count: number }[];
  /** For how long the oldest delivery that is due has been (seconds); 0 when none is. */
  readonly deliveryLag: number;
}

const count = sql<number>`count(*)::float8`.as('count');

export async function readFigures(db: Database, now: number): Promise<Figures> {
  const sessions = await db
    .selectFrom('sessions')
    .select(['status', count])
    .groupBy('status')
    .execute();
  const deliveries = await db
    .selectFrom('deliveries')
    .select(['kind', 'state', count])
    .groupBy(['kind', 'state'])
    .execute();
  const oldest = await db
    .selectFrom('deliveries')
    .select((row) => row.fn.min<Date | null>('dueAt').as('dueAt'))
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  const lag = oldest.dueAt === null ? 0 : now - oldest.dueAt.getTime();
  return { sessions, deliveries, deliveryLag: Math.max(0, lag) / 1_000 };
}
