import { sql } from 'kysely';
import type { DeliveryKind, DeliveryState } from './deliveryTable.ts';
import { within, type Fence } from './fence.ts';
import type { Database } from './openDatabase.ts';

export interface DeliverySearch {
  readonly state?: DeliveryState | undefined;
  readonly kind?: DeliveryKind | undefined;
  readonly integration?: string | undefined;
  /** Only those that came about before this one. */
  readonly before?: number | undefined;
}

/** One page of the list (rows). */
export const DELIVERIES_SHOWN = 50;

function fenced(db: Database, fence: Fence) {
  return db
    .selectFrom('deliveries')
    .leftJoin('sessions', 'sessions.id', 'deliveries.sessionId')
    .where((or) =>
      // What belongs to no session belongs to no account: those who see everything see it.
      or.or([
        or.val(fence.everywhere),
        or.and([or('sessions.id', 'is not', null), within(fence, 'sessions.accountId')]),
      ]),
    );
}

/** What was and is to be sent out, newest first, one more than is shown. Never a payload. */
export function listDeliveries(db: Database, fence: Fence, search: DeliverySearch) {
  const { state, kind, integration, before } = search;
  return fenced(db, fence)
    .select([
      'deliveries.id',
      'deliveries.number',
      'deliveries.kind',
      'deliveries.target',
      'deliveries.integration',
      'deliveries.state',
      'deliveries.createdAt',
      'deliveries.dueAt',
      'deliveries.attempts',
      'deliveries.lastAttemptAt',
      'deliveries.lastCode',
      'deliveries.lastStatus',
      'deliveries.lastAnswer',
      'deliveries.endedAt',
      'deliveries.claimedUntil',
      'sessions.id as session',
      'sessions.externalId as sessionId',
      'sessions.examId',
    ])
    .$if(state !== undefined, (query) => query.where('deliveries.state', '=', state ?? 'waiting'))
    .$if(kind !== undefined, (query) => query.where('deliveries.kind', '=', kind ?? 'review'))
    .$if(integration !== undefined, (query) =>
      query.where('deliveries.integration', '=', integration ?? ''),
    )
    .$if(before !== undefined, (query) => query.where('deliveries.number', '<', before ?? 0))
    .orderBy('deliveries.number', 'desc')
    .limit(DELIVERIES_SHOWN + 1)
    .execute();
}

/** How many there are of each state. */
export async function countDeliveries(
  db: Database,
  fence: Fence,
): Promise<Record<DeliveryState, number>> {
  const rows = await fenced(db, fence)
    .select(['deliveries.state', sql<number>`count(*)::int`.as('count')])
    .groupBy('deliveries.state')
    .execute();
  const counts = { waiting: 0, delivered: 0, given_up: 0 };
  for (const { state, count } of rows) counts[state] = count;
  return counts;
}

/**
 * Makes a delivery due at once, for another day of tries; one that is under way is left to it.
 * @returns what it was, or nothing when it is not there
 */
export async function sendAgain(
  db: Database,
  fence: Fence,
  again: { id: string; at: number },
): Promise<
  { kind: DeliveryKind; target: string; state: DeliveryState; sessionId: string | null } | undefined
> {
  const at = new Date(again.at);
  const found = await fenced(db, fence)
    .select(['deliveries.id', 'deliveries.kind', 'deliveries.target', 'deliveries.state'])
    .select('deliveries.sessionId')
    .where('deliveries.id', '=', again.id)
    .where((or) =>
      or.or([or('deliveries.claimedUntil', 'is', null), or('deliveries.claimedUntil', '<=', at)]),
    )
    .forUpdate(['deliveries'])
    .executeTakeFirst();
  if (found === undefined) return undefined;
  await db
    .updateTable('deliveries')
    .set({ state: 'waiting', begunAt: at, dueAt: at, attempts: 0, endedAt: null })
    .set({ claim: null, claimedUntil: null })
    .where('id', '=', found.id)
    .execute();
  const { kind, target, state, sessionId } = found;
  return { kind, target, state, sessionId };
}
