import type { CheckStep } from '../../../contract/check.ts';
import type { Say } from '../words.ts';
import type { Question } from './secondQuestion.tsx';

/** The forms that grant accommodations, as their addresses end. */
export const GRANTS = ['extra-minutes', 'break-minutes', 'waive', 'unwaive'] as const;
export type GrantName = (typeof GRANTS)[number];

/** What such a form gave: minutes, all that are granted, or a step of the system check. */
export type Granted = { readonly minutes: number } | { readonly step: CheckStep };

interface Asked {
  readonly say: Say;
  /** Address of the student's page. */
  readonly here: string;
  readonly name: GrantName;
  /** The student's name. */
  readonly student: string;
  readonly given: Granted;
}

const WHY = {
  'extra-minutes': 'student.extraWhy',
  'break-minutes': 'student.breakWhy',
  waive: 'student.waiveWhy',
  unwaive: 'student.unwaiveWhy',
} as const;

/** Asks once more whether an accommodation is meant, with what it brings about. */
export function askForGrant({ say, here, name, student, given }: Asked): Question {
  const what = 'step' in given ? { step: say(`step.${given.step}`) } : { minutes: given.minutes };
  const value = 'step' in given ? { step: given.step } : { minutes: String(given.minutes) };
  return {
    title: say(`grantAsk.${name}`, { name: student, ...what }),
    lines: [say(WHY[name])],
    yes: say(`grantYes.${name}`),
    to: `${here}/${name}`,
    fields: value,
    left: `${here}#accommodations`,
  };
}
