import { useCallback, useEffect, useRef, useState } from 'react';
import { Reason } from '../contract/reasons.ts';

/** Why a request was refused: a reason the catalogue knows, or words for the support desk. */
export interface Problem {
  readonly reason?: Reason;
  readonly message: string;
}

/** A refusal's message is a reason code, alone or before a colon; anything else is a fault. */
export function problemOf(error: unknown): Problem {
  const message = error instanceof Error ? error.message : String(error);
  const code = Reason.safeParse(message.split(':', 1)[0]?.trim());
  return code.success ? { reason: code.data, message } : { message };
}

export interface Action {
  readonly busy: boolean;
  /** What the last try ended with; gone when the next one begins. */
  readonly problem: Problem | null;
  readonly act: (work: () => Promise<void>) => void;
}

/** Runs one request at a time, with what the screen needs to show of it. */
export function useAction(): Action {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const mounted = useRef(true);
  const working = useRef(false);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);
  const act = useCallback((work: () => Promise<void>) => {
    if (working.current) return;
    working.current = true;
    setBusy(true);
    setProblem(null);
    work()
      .catch((error: unknown) => {
        if (mounted.current) setProblem(problemOf(error));
      })
      .finally(() => {
        working.current = false;
        if (mounted.current) setBusy(false);
      });
  }, []);
  return { busy, problem, act };
}
