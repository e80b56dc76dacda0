import { randomUUID } from 'node:crypto';
import type { Deps } from '../deps.ts';
import { claimDeliveries, letGo, noteAttempt } from '../storage/deliveries.ts';
import type { DeliveryKind } from '../storage/deliveryTable.ts';
import type { DeliveryRow } from '../storage/schema.ts';
import type { Outcome } from './outcome.ts';
import type { Senders } from './sender.ts';
import { whenNext } from './whenNext.ts';

/** So many are under way at once in one process, and so many of them to one endpoint. */
const AT_ONCE = 64;
const AT_ONCE_IN_LANE = 8;

/** Far longer than any sender takes for one try (milliseconds). */
const LEASE = 2 * 60_000;

/** Tries what is due. Several processes may have one each. */
export interface Courier {
  /** Takes what is due and begins to try it. @returns how many were taken */
  look(): Promise<number>;
  /** Until nothing is under way. */
  idle(): Promise<void>;
  /** Breaks off what is under way; it is free at once and does not count as a try. */
  breakOff(): void;
}

interface CourierOptions {
  /** 0 to 1. */
  readonly random?: () => number;
  /** A place is free, and what waited behind the delivery may be due. */
  readonly freed?: () => void;
}

export function createCourier(
  deps: Pick<Deps, 'database' | 'clock' | 'log'>,
  senders: Senders,
  { random = Math.random, freed = () => undefined }: CourierOptions = {},
): Courier {
  const { database, clock, log } = deps;
  const kinds = Object.keys(senders) as DeliveryKind[];
  const ending = new AbortController();
  const underWay = new Map<Promise<void>, string>();

  function fullLanes(): string[] {
    const places = new Map<string, number>();
    for (const lane of underWay.values()) places.set(lane, (places.get(lane) ?? 0) + 1);
    return [...places].filter(([, taken]) => taken >= AT_ONCE_IN_LANE).map(([lane]) => lane);
  }

  async function carry(delivery: DeliveryRow, claim: string): Promise<void> {
    const { id } = delivery;
    try {
      const outcome = await attempt(delivery);
      if (outcome === 'broken_off') await letGo(database, { id, claim });
      else await note(delivery, claim, outcome);
    } catch (error) {
      // The database is away: the claim runs out by itself, and the try is made again.
      log.error({ event: 'delivery_unnoted', id, error: messageOf(error) });
    }
  }

  async function attempt(delivery: DeliveryRow): Promise<Outcome | 'broken_off'> {
    const { id, kind } = delivery;
    try {
      const send = senders[kind];
      if (send === undefined) return { kind: 'later', code: 'no_sender' };
      const outcome = await send(delivery, ending.signal);
      return outcome.kind !== 'delivered' && ending.signal.aborted ? 'broken_off' : outcome;
    } catch (error) {
      if (ending.signal.aborted) return 'broken_off';
      log.error({ event: 'delivery_fault', id, kind, error: messageOf(error) });
      return { kind: 'later', code: 'fault' };
    }
  }

  async function note(delivery: DeliveryRow, claim: string, outcome: Outcome): Promise<void> {
    const now = clock.now();
    const tries = delivery.attempts + 1;
    const begunAt = delivery.begunAt.getTime();
    const next = whenNext(outcome, { tries, begunAt, now }, random());
    const { id, kind, integration } = delivery;
    const { code, status, answer, target } = outcome;
    await noteAttempt(database, { id, claim, at: now, ...next, code, status, answer, target });
    const level = next.state === 'given_up' ? 'warn' : 'info';
    log[level]({ event: 'delivery', id, kind, integration, state: next.state, code, tries });
  }

  return {
    async look() {
      const most = AT_ONCE - underWay.size;
      if (kinds.length === 0 || most <= 0 || ending.signal.aborted) return 0;
      const now = clock.now();
      const id = randomUUID();
      const taken = await claimDeliveries(database, {
        ...{ id, kinds, without: fullLanes(), most, mostOfLane: AT_ONCE_IN_LANE },
        ...{ now, until: now + LEASE },
      });
      for (const delivery of taken) {
        const carried = carry(delivery, id);
        underWay.set(carried, delivery.lane);
        void carried.then(() => {
          underWay.delete(carried);
          freed();
        });
      }
      return taken.length;
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay.keys());
    },
    breakOff: () => ending.abort(),
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
