import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { DeliveryKind } from './deliveryTable.ts';
import type { Database } from './openDatabase.ts';
import type { DeliveryRow } from './schema.ts';

export interface NewDelivery {
  /** Left out: a new one. The same id again adds nothing, so two processes may owe the same thing once. */
  readonly id?: string;
  readonly kind: DeliveryKind;
  /** Those of one key go out one after the other. */
  readonly orderKey?: string;
  /** The endpoint, a host for one: see `DeliveryTable.lane`. */
  readonly lane: string;
  /** See `DeliveryTable.target`. */
  readonly target: string;
  readonly integration?: string;
  /** Our id. */
  readonly sessionId?: string;
  /** What the sender of this kind needs; it may read the rest when it sends. */
  readonly payload: object;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/**
 * Owes somebody a delivery. To be called in the transaction of the deed that causes it: both are kept or
 * neither. It goes out at least once; a crash between sending and noting it down sends it again, with the
 * same id.
 */
export async function enqueue(db: Database, delivery: NewDelivery): Promise<void> {
  const at = new Date(delivery.at);
  await db
    .insertInto('deliveries')
    .values({
      id: delivery.id ?? randomUUID(),
      kind: delivery.kind,
      orderKey: delivery.orderKey ?? null,
      lane: delivery.lane,
      target: delivery.target,
      integration: delivery.integration ?? null,
      sessionId: delivery.sessionId ?? null,
      payload: JSON.stringify(delivery.payload),
      state: 'waiting',
      createdAt: at,
      begunAt: at,
      dueAt: at,
      attempts: 0,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/**
 * Whether a delivery of this order key waits that nobody has begun to try. Until this transaction ends
 * nobody begins.
 */
export async function hasUntriedDelivery(db: Database, orderKey: string): Promise<boolean> {
  const waiting = await db
    .selectFrom('deliveries')
    .select('id')
    .where('orderKey', '=', orderKey)
    .where('state', '=', 'waiting')
    .where('attempts', '=', 0)
    .where('claim', 'is', null)
    .forUpdate()
    .skipLocked()
    .execute();
  return waiting.length > 0;
}

export interface Claim {
  readonly id: string;
  readonly kinds: readonly DeliveryKind[];
  /** Lanes that have no place left. */
  readonly without: readonly string[];
  readonly most: number;
  readonly mostOfLane: number;
  readonly now: number;
  /** Whoever does not report until then is taken for dead. */
  readonly until: number;
}

/**
 * Takes what is due, oldest first, so that no other process tries it at the same time. Of one order key
 * only the first is due. Rows that another process is just taking are passed over.
 */
export async function claimDeliveries(db: Database, claim: Claim): Promise<DeliveryRow[]> {
  const now = new Date(claim.now);
  const isFree = sql<boolean>`state = 'waiting' and due_at <= ${now}
    and (claimed_until is null or claimed_until <= ${now})`;
  const inLane = db
    .selectFrom('deliveries as due')
    .select([
      'due.id',
      sql<number>`row_number() over (
      partition by lane order by due_at, number)`.as('place'),
    ])
    .where(isFree)
    .where('due.kind', 'in', [...claim.kinds])
    .$if(claim.without.length > 0, (query) => query.where('due.lane', 'not in', [...claim.without]))
    .where(
      sql<boolean>`not exists (select 1 from deliveries before
        where before.order_key = due.order_key and before.number < due.number
        and before.state = 'waiting')`,
    );
  const taken = await db
    .updateTable('deliveries')
    .set({ claim: claim.id, claimedUntil: new Date(claim.until) })
    .where('id', 'in', (query) =>
      query
        .selectFrom('deliveries')
        .select('id')
        .where('id', 'in', (all) =>
          all.selectFrom(inLane.as('each')).select('id').where('place', '<=', claim.mostOfLane),
        )
        // Said again: another process may have taken and ended it since the lines were counted.
        .where(isFree)
        .orderBy('dueAt')
        .limit(claim.most)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .execute();
  return taken.sort((one, other) => one.number - other.number);
}

/** What a try came to, as it is written down. */
export interface Noted {
  readonly id: string;
  /** The try counts only for whoever still holds it. */
  readonly claim: string;
  readonly at: number;
  readonly state: DeliveryRow['state'];
  /** Of one that waits: when it is tried again. */
  readonly dueAt?: number;
  readonly code: string;
  readonly status: number | undefined;
  readonly answer: string | undefined;
  /** See `Outcome`. */
  readonly target: string | undefined;
}

/** Writes down what a try came to and lets go of it. */
export async function noteAttempt(db: Database, noted: Noted): Promise<void> {
  const at = new Date(noted.at);
  await db
    .updateTable('deliveries')
    .set((set) => ({
      state: noted.state,
      attempts: set('attempts', '+', 1),
      lastAttemptAt: at,
      lastCode: noted.code,
      lastStatus: noted.status ?? null,
      lastAnswer: noted.answer ?? null,
      ...(noted.target === undefined ? {} : { target: noted.target }),
      ...(noted.dueAt === undefined ? { endedAt: at } : { dueAt: new Date(noted.dueAt) }),
      claim: null,
      claimedUntil: null,
    }))
    .where('id', '=', noted.id)
    .where('claim', '=', noted.claim)
    .execute();
}

/** Lets go of what was taken and not tried to the end; the next round takes it again. */
export async function letGo(db: Database, held: { id: string; claim: string }): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ claim: null, claimedUntil: null })
    .where('id', '=', held.id)
    .where('claim', '=', held.claim)
    .execute();
}

/** Forgets what ended before a moment: payloads hold names and addresses. */
export async function removeEndedDeliveries(db: Database, before: number): Promise<void> {
  await db
    .deleteFrom('deliveries')
    .where('state', '!=', 'waiting')
    .where('endedAt', '<', new Date(before))
    .execute();
}
