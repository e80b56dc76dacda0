import { checksInTheWay, type Journey } from './journey.ts';
import type { Status } from './status.ts';

/**
 * The statuses that one step of the journey produces, in order (design §1). `before` and `after`
 * are what `next()` was given and gave back.
 */
export function statusesBetween(before: Journey, after: Journey): Status[] {
  if (before === after) return [];
  const was = before.stage === 'blocked' ? before.back : before;
  const is = after.stage === 'blocked' ? after.back : after;
  const statuses: Status[] = [];
  if (checksCompleted(is) && !checksCompleted(was)) statuses.push('after_check_req');
  if (is.stage === 'setup' && was.stage !== 'setup') statuses.push('in_setup');
  if (was.stage === 'setup' && is.stage === 'link') statuses.push('exam_not_started');
  if (is.stage === 'exam' && was.stage === 'setup') statuses.push('exam_started');
  const isOver = is.stage === 'finish' && is.by !== 'checked';
  if (isOver && was.stage !== 'finish') statuses.push('exam_finished');
  return statuses;
}

function checksCompleted(journey: Journey): boolean {
  if (journey.stage === 'checks') return checksInTheWay(journey).length === 0;
  return journey.stage === 'setup';
}
