import { useCallback, useState } from 'react';
import { stepAtWork } from './order.ts';
import type { CheckStep } from '../../../contract/check.ts';
import type { JourneyAt } from '../../../contract/journey.ts';

export interface CheckRun {
  readonly atWork: CheckStep | undefined;
  readonly broken: readonly CheckStep[];
  /** Counts the runs of a step, so that its probe begins anew. */
  readonly run: number;
  readonly checkAgain: (step: CheckStep) => void;
  /** The step at work was judged, or could not be run. */
  readonly ended: (step: CheckStep, worked: boolean) => void;
}

/** One step after the other. The results are main's; only the order of asking is kept here. */
export function useCheckRun(journey: JourneyAt<'checks'>): CheckRun {
  const [again, setAgain] = useState<readonly CheckStep[]>([]);
  const [broken, setBroken] = useState<readonly CheckStep[]>([]);
  const [run, setRun] = useState(0);
  const atWork = stepAtWork(journey.session, journey.results, again, broken);
  const checkAgain = useCallback((step: CheckStep) => {
    setAgain((steps) => [...steps.filter((other) => other !== step), step]);
    setRun((count) => count + 1);
  }, []);
  const ended = useCallback((step: CheckStep, worked: boolean) => {
    setAgain((steps) => steps.filter((other) => other !== step));
    setBroken((steps) => {
      const others = steps.filter((other) => other !== step);
      return worked ? others : [...others, step];
    });
  }, []);
  return { atWork, broken, run, checkAgain, ended };
}
