import type { Evidence } from './check.ts';
import { contestableStep, type ContestableStep } from './contest.ts';
import { checksInTheWay, type Journey } from './journey.ts';

/**
 * What the verdict rests on that keeps the candidate from going on now, where it can be contested:
 * on the blocked screen, under a cover, or in the list of the system check. Undefined when nothing of
 * this step is in the way, so that nobody contests in advance.
 */
export function verdictInTheWay(now: Journey, step: ContestableStep): Evidence[] | undefined {
  switch (now.stage) {
    case 'blocked':
      return contestableStep(now.reason) === step ? now.evidence : undefined;
    case 'checks':
      return checksInTheWay(now).includes(step) && now.results[step]?.state === 'failed'
        ? now.results[step].evidence
        : undefined;
    case 'exam': {
      const covers = now.covers.filter(({ reason }) => contestableStep(reason) === step);
      return covers.length === 0 ? undefined : covers.flatMap(({ evidence }) => evidence);
    }
    default:
      return undefined;
  }
}
