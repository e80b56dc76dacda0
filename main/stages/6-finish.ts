import type { StageParts } from './parts.ts';

export interface FinishStage {
  /** Opens the page after the exam where the candidate came from: in their own browser. */
  readonly goBack: () => Promise<void>;
  readonly close: () => Promise<void>;
  readonly entered: () => void;
  readonly left: () => Promise<void>;
}

interface Deps extends StageParts {
  readonly openOutside: (url: string) => Promise<void>;
  /** The session is over for this computer; only what is still to be sent stays. */
  readonly forgetSession: () => Promise<void>;
}

export function finishStage({
  journey,
  sessions,
  log,
  openOutside,
  forgetSession,
}: Deps): FinishStage {
  const close = async (): Promise<void> => {
    await journey.apply({ type: 'finish.closed' });
  };
  return {
    close,
    async goBack() {
      const now = journey.now();
      if (now.stage !== 'finish') return;
      const { returnUrl } = now;
      if (returnUrl !== undefined && isWeb(returnUrl)) {
        log.info('the page after the exam opens in the browser');
        await openOutside(returnUrl);
      }
      await close();
    },
    entered() {
      const unsent = sessions.current()?.outbox.pending().length;
      if (unsent !== undefined) void journey.apply({ type: 'sending.changed', unsent });
    },
    async left() {
      // Forgotten first: a session to which nothing leads back leaves no key behind.
      try {
        await forgetSession();
      } finally {
        sessions.end();
      }
    },
  };
}

/** A browser opens these; anything else might start a program. */
function isWeb(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol } = new URL(address);
  return protocol === 'https:' || protocol === 'http:';
}
