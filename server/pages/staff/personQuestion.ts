import { z } from 'zod';
import type { Say } from '../words.ts';
import type { Question } from './secondQuestion.tsx';

/** What helps somebody who cannot sign in, or whose sign-in somebody else may have. */
export const SignInHelp = z.enum(['password_reset', 'factor_removed', 'signed_out']);
export type SignInHelp = z.infer<typeof SignInHelp>;

const WHY = {
  password_reset: 'people.resetWhy',
  factor_removed: 'people.factorWhy',
  signed_out: 'people.outWhy',
} as const satisfies Record<SignInHelp, string>;

/** Asks once more before a person's sign-in is changed. @param here address of the person's page */
export function askToHelp(say: Say, here: string, name: string, what: SignInHelp): Question {
  return {
    title: say(`peopleAsk.${what}`, { name }),
    lines: [say(WHY[what])],
    yes: say(`people.${what}`),
    to: `${here}/sign-in`,
    fields: { what },
    left: here,
  };
}
