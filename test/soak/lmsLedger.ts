import { startReceiver, type Receiver } from '../server/constructorClient/receiver.ts';
import { SECRET } from '../e2e/support/server.ts';
import type { Held } from './held.ts';
import type { SessionLedger } from './ledger.ts';
import type { Random } from './random.ts';

/** An LMS that counts what it is told, and now and then is not well. */
export interface LmsLedger {
  /** What the integration is to be configured with. */
  readonly integration: Readonly<Record<string, unknown>>;
  /** When each delivery was taken, epoch milliseconds, by its id. */
  readonly taken: ReadonlyMap<string, readonly number[]>;
  close(): Promise<void>;
}

/** How often it answers that it is not well. */
const ILL = 0.1;

export async function openLmsLedger(random: Random): Promise<LmsLedger> {
  const receiver: Receiver = await startReceiver(SECRET, () => Date.now() / 1000);
  const taken = new Map<string, number[]>();
  receiver.answer = ({ delivery }) => {
    if (random.chance(ILL)) return { status: 503 };
    taken.set(delivery, [...(taken.get(delivery) ?? []), Date.now()]);
    return { status: 200 };
  };
  const callbacks = Object.fromEntries(
    ['review', 'warning', 'agreement'].map((method) => [method, receiver.url(method)]),
  );
  return {
    integration: { callbacks, allowedHosts: [receiver.host] },
    taken,
    close: () => receiver.close(),
  };
}

/**
 * Every callback that was lost or doubled. Sent again is one whose answer was lost with a killed process;
 * doubled is only what was sent after its answer was kept.
 * @param isDone all that is owed had the time to be sent
 */
export function findCallbackFaults(
  ledgers: readonly SessionLedger[],
  { deliveries }: Held,
  taken: LmsLedger['taken'],
  isDone: boolean,
): string[] {
  const owed = new Set(
    deliveries.filter(({ kind }) => kind === 'review').map((each) => each.session),
  );
  const known = new Set(deliveries.map(({ id }) => id));
  return [
    ...ledgers
      .filter(({ finished, externalId }) => finished && !owed.has(externalId))
      .map(({ externalId }) => `${externalId}: nothing was written down of its review`),
    ...deliveries.flatMap(({ id, kind, session, state, endedAt }) => {
      const times = taken.get(id) ?? [];
      const name = `${session}: ${kind} ${id}`;
      if (state === 'given_up') return [`${name} was given up`];
      if (state === 'waiting') return isDone ? [`${name} was never delivered`] : [];
      if (times.length === 0) return [`${name} counts as delivered and never came`];
      const late = times.filter((at) => endedAt !== null && at > endedAt);
      return late.length === 0 ? [] : [`${name} came again after it was delivered`];
    }),
    ...[...taken.keys()]
      .filter((id) => !known.has(id))
      .map((id) => `a callback ${id} came of which nothing is held`),
  ];
}
