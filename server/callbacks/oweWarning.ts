import type { IncidentKind } from '../../contract/incident.ts';
import type { SessionWork } from '../sessions/work.ts';
import { nextWarningNumber } from '../storage/conclusions.ts';
import { withOffset } from './dates.ts';
import { oweCallback, oweReview } from './owe.ts';
import { WARNING_OF } from './warningTypes.ts';

/**
 * Tells the LMS at once of what was seen during the exam, where it has a word for it. Which warnings the
 * candidate sees changes nothing of that. It is told when it begins, so its end is not known yet and is
 * its beginning; the review has the whole stretch. What comes late changes a review that was sent.
 */
export async function oweWarning(work: SessionWork, kind: IncidentKind, at: number): Promise<void> {
  const { startedAt, closedAt } = work.session;
  const equal = WARNING_OF[kind];
  const isEnd = Object.values(WARNING_OF).some(({ over }) => over === kind);
  if (startedAt === null || at < startedAt.getTime()) return;
  if (closedAt !== null && (equal !== undefined || isEnd)) await oweReview(work);
  if (equal === undefined || (closedAt !== null && at > closedAt.getTime())) return;
  const moment = withOffset(new Date(at));
  await oweCallback(work, 'warning', async () => ({
    ...{ type: equal.type, start: moment, end: moment, cyber: true },
    id: await nextWarningNumber(work.db),
  }));
}
