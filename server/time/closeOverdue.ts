import type { Deps } from '../deps.ts';
import { reconnectMinutesOf } from '../sessions/reconnectMinutesOf.ts';
import { withSession } from '../sessions/withSession.ts';
import { listRunning } from '../storage/sessions.ts';
import { START_PAGE_LIFE, removeStaleStartPages } from '../storage/startPages.ts';
import { removeStaleTickets } from '../storage/tickets.ts';
import { LOOK_EVERY } from './watch.ts';
import { whatIsDue } from './whatIsDue.ts';

/** Unused tickets and old start pages are forgotten this often (milliseconds). */
const TIDY_EVERY = 60 * 60_000;

/** Looks at every running session once and does what is due to it. */
export async function closeOverdue(deps: Deps): Promise<void> {
  deps.watch.tick();
  const now = deps.clock.now();
  for (const row of await listRunning(deps.database)) {
    const { startedAt, lastSeenAt, timeUpFor } = row;
    const due = whatIsDue(
      {
        status: row.status,
        windowEndsAt: row.windowEnd.getTime(),
        durationMinutes: row.durationMinutes,
        extraMinutes: row.extraMinutes ?? 0,
        reconnectMinutes: reconnectMinutesOf(deps.config, row.integration),
        ...(startedAt === null ? {} : { startedAt: startedAt.getTime() }),
        ...(lastSeenAt === null ? {} : { lastSeenAt: lastSeenAt.getTime() }),
        ...(timeUpFor === null ? {} : { timeUpFor: timeUpFor.getTime() }),
      },
      now,
      deps.watch.listeningSince(),
    );
    // Holding the session settles it, by the facts as they are by then.
    if (due.length > 0) await withSession(deps, row.id, () => Promise.resolve());
  }
}

/**
 * Keeps looking until the returned function is called, which waits for the look under way.
 * A look that fails is logged, and the next one tries again.
 */
export function startClockwork(deps: Deps): () => Promise<void> {
  let tidied = 0;
  let looking: Promise<void> = Promise.resolve();
  let ended = false;
  const look = async (): Promise<void> => {
    try {
      await closeOverdue(deps);
      const now = deps.clock.now();
      if (now - tidied < TIDY_EVERY) return;
      tidied = now;
      await removeStaleTickets(deps.database, now - START_PAGE_LIFE);
      await removeStaleStartPages(deps.database, now - START_PAGE_LIFE);
    } catch (error) {
      deps.log.error({ event: 'clockwork', error: error instanceof Error ? error.message : '' });
    }
  };
  let timer: NodeJS.Timeout | undefined;
  const again = (): void => {
    if (ended) return;
    looking = look();
    void looking.then(() => {
      if (!ended) timer = setTimeout(again, LOOK_EVERY);
    });
  };
  again();
  return async () => {
    ended = true;
    clearTimeout(timer);
    await looking;
  };
}
