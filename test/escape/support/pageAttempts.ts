import type { Attempt, HeldLevel } from './attempt.ts';
import { FRAMES_ELSEWHERE, MAY, OPENS_IN_PLACE } from './hostileOutcomes.ts';

/** The attempt of a hostile page as a row of the published table; its name says what the page tries. */
export function pageAttempt(id: string, group: string, level: HeldLevel): Attempt {
  const why = whyAllowed(id);
  return {
    id,
    group: 'page',
    words: `${group}: ${id.replaceAll('-', ' ')}`,
    level,
    ...(why === undefined ? { promise: 'blocked' } : { promise: 'allowed by level', why }),
  };
}

function whyAllowed(id: string): string | undefined {
  if (OPENS_IN_PLACE.has(id)) return 'leads to a page inside the rules, shown in place of this one';
  if (FRAMES_ELSEWHERE.has(id))
    return 'exam pages embed films and formulas; a frame gets no more than the page';
  return MAY.get(id);
}
