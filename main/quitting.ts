import { powerMonitor, type App, type BrowserWindow } from 'electron';
import { setTimeout as wait } from 'node:timers/promises';
import type { JourneyKeeper } from './journey.ts';
import type { Sessions } from './sessions.ts';
import { activeStage } from './stages/activeStage.ts';
import type { Log } from './system/log.ts';

interface Deps {
  readonly app: Pick<App, 'on' | 'exit'>;
  readonly window: BrowserWindow;
  readonly journey: JourneyKeeper;
  readonly sessions: Sessions;
  readonly log: Log;
  /** Gives back what the exam holds of the machine. */
  readonly release: () => Promise<void>;
  /** Resolves when the work of the stages is done. */
  readonly settled: () => Promise<void>;
  readonly leaveAsked: () => void;
}

/** What was said at the last moment gets this long to go out; it is on disk all the same (ms). */
const LAST_WORDS = 2_000;

/**
 * Ends the app in order. In an exam the candidate is asked first, or not at all, by the level; before
 * the start, closing is leaving.
 * @returns ends it, as the candidate wishes
 */
export function quitInOrder(deps: Deps): () => void {
  const { app, window, journey, sessions, log } = deps;
  let isEnding = false;
  const exit = async (asLeaving: boolean): Promise<void> => {
    if (isEnding) return;
    isEnding = true;
    if (asLeaving) {
      await journey.apply({ type: 'setup.left' });
      await deps.settled();
      await Promise.race([allSent(sessions), wait(LAST_WORDS)]);
    }
    await deps.release();
    await Promise.race([sessions.stop(), wait(LAST_WORDS)]);
    app.exit(0);
  };
  const end = (asLeaving: boolean): void => {
    exit(asLeaving).catch((error: unknown) => {
      log.error('the app could not end in order', error);
      app.exit(1);
    });
  };
  const asked = (event: { preventDefault(): void }): void => {
    if (isEnding) return;
    event.preventDefault();
    if (activeStage(journey.now()).stage === 'exam') deps.leaveAsked();
    else end(true);
  };
  app.on('before-quit', asked);
  window.on('close', (event) => {
    // In the exam lockdown answers: it asks, or does nothing.
    if (isEnding || activeStage(journey.now()).stage === 'exam') return;
    event.preventDefault();
    end(true);
  });
  // The computer goes down: what is on disk brings the candidate back, but the machine is given back.
  powerMonitor.on('shutdown', () => end(false));
  process.on('SIGTERM', () => end(false));
  return () => end(true);
}

async function allSent(sessions: Sessions): Promise<void> {
  const outbox = sessions.current()?.outbox;
  while ((outbox?.pending().length ?? 0) > 0) await wait(50);
}
