import { z } from 'zod';
import { CheckStep } from '../../../contract/check.ts';
import type { CohortActionName } from '../../cohorts/cohortActions.ts';
import type { Say } from '../words.ts';

const Input = z.object({
  minutes: z.number().optional(),
  step: CheckStep.optional(),
});

/** The deed with its number or its step. */
export function cohortWords(action: CohortActionName, input: object, say: Say): string {
  const { minutes, step } = Input.parse(input);
  const parts = [
    ...(minutes === undefined ? [] : [say('start.minutes', { count: minutes })]),
    ...(step === undefined ? [] : [say(`step.${step}`)]),
  ];
  const name = say(`cohortAction.${action}`);
  return parts.length === 0 ? name : `${name}: ${parts.join(', ')}`;
}
