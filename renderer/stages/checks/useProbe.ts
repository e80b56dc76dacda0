import { useEffect, useRef } from 'react';
import { problemOf } from '../../action.ts';
import { useBridge } from '../../bridge.ts';
import type { CheckStep } from '../../../contract/check.ts';

/** What every probe gets: where to say that it has ended. */
export interface ProbeProps {
  readonly onEnded: (worked: boolean) => void;
}

/**
 * Runs a probe once while its part of the screen is there. `work` ends by telling main what it read;
 * a failure to do so is written down and the step is marked as not checked.
 */
export function useProbe(
  step: CheckStep,
  { onEnded }: ProbeProps,
  work: (signal: AbortSignal) => Promise<void>,
): void {
  const bridge = useBridge();
  const latest = useRef({ work, onEnded });
  useEffect(() => {
    latest.current = { work, onEnded };
  });
  useEffect(() => {
    const report = (message: string) =>
      void bridge.ask('log.write', {
        level: 'warn',
        message: `Check ${step} could not be run: ${message}`.slice(0, 2000),
      });
    const stop = new AbortController();
    void (async () => {
      const worked = await latest.current.work(stop.signal).then(
        () => true,
        (error: unknown) => {
          if (!stop.signal.aborted) report(problemOf(error).message);
          return false;
        },
      );
      if (!stop.signal.aborted) latest.current.onEnded(worked);
    })();
    return () => stop.abort();
  }, [bridge, step]);
}
