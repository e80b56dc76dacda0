import type { Deps } from '../deps.ts';
import { reconnectMinutesOf } from '../sessions/reconnectMinutesOf.ts';
import { withSession } from '../sessions/withSession.ts';
import { listRunning } from '../storage/sessions.ts';
import { closingRule } from './closingRule.ts';
import { whatIsDue } from './whatIsDue.ts';

/** Looks at every running session once and does what is due to it. */
export async function closeOverdue(deps: Deps): Promise<void> {
  const running = await listRunning(deps.database);
  // Only now: while the database was away nobody could be heard.
  deps.watch.tick();
  const now = deps.clock.now();
  for (const row of running) {
    const { startedAt, lastSeenAt, timeUpFor, closingResumedAt } = row;
    const due = whatIsDue(
      {
        status: row.status,
        windowEndsAt: row.windowEnd.getTime(),
        durationMinutes: row.durationMinutes,
        extraMinutes: row.extraMinutes ?? 0,
        reconnectMinutes: reconnectMinutesOf(deps.config, row.integration),
        closing: closingRule(row),
        ...(closingResumedAt === null ? {} : { resumedAt: closingResumedAt.getTime() }),
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
