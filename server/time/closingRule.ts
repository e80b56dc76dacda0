import { GRACE_AFTER_END, type ClosingRule } from '../../contract/time.ts';
import { longestMinutesOf } from '../sessions/reconnectMinutesOf.ts';
import type { SessionRow } from '../storage/schema.ts';

/** How the clock ends the exam of a session, as its app is told too. */
export function closingRule({
  integration,
  closingSuspendedAt,
  closingResumedAt,
}: Pick<SessionRow, 'integration' | 'closingSuspendedAt' | 'closingResumedAt'>): ClosingRule {
  return {
    ...(closingSuspendedAt === null ? {} : { suspended: true }),
    ...longestMinutesOf(integration),
    // Whoever ran out of time while closing was suspended has the grace that everybody has.
    ...(closingResumedAt === null
      ? {}
      : { notBefore: new Date(closingResumedAt.getTime() + GRACE_AFTER_END).toISOString() }),
  };
}
