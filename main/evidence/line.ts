import type { SessionState } from '../../contract/http.ts';
import type { Log } from '../system/log.ts';
import { ServerError } from '../system/serverAnswer.ts';
import type { OpenLine } from '../system/serverEvents.ts';
import { waitBefore } from './backoff.ts';
import type { SessionOutbox } from './sessionOutbox.ts';

/** A line that lasted this long was good: the next try comes soon again (milliseconds). */
const GOOD_AFTER = 30_000;

interface Deps {
  readonly outbox: Pick<SessionOutbox, 'access'>;
  readonly openLine: OpenLine;
  readonly onState: (state: SessionState) => void;
  readonly log: Log;
  /** Milliseconds of a clock that only goes forward. */
  readonly ticks: () => number;
  readonly random?: () => number;
}

/**
 * Keeps the line to the server open, so that what staff do is known at once. While it is down nothing is
 * lost: the next heartbeat tells the same. Whether the server is reachable is the heartbeat's to say.
 * @returns ends it
 */
export function keepLine(deps: Deps): () => void {
  const { outbox, openLine, onState, log, ticks, random = Math.random } = deps;
  const ended = new AbortController();
  let tries = 0;
  let timer: NodeJS.Timeout | undefined;
  const keep = async (): Promise<void> => {
    const began = ticks();
    try {
      await openLine(outbox.access(), { onOpen() {}, onState }, ended.signal);
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      if (tries === 0) log.info(`the line to the server is down: ${error.reason}`);
      // Turned away for good; the heartbeat says so where it matters.
      if (!error.passing) return;
    }
    tries = ticks() - began > GOOD_AFTER ? 1 : tries + 1;
    if (!ended.signal.aborted) timer = setTimeout(start, waitBefore(tries, random()));
  };
  const start = (): void => {
    keep().catch((error: unknown) => log.error('the line to the server failed', error));
  };
  start();
  return () => {
    clearTimeout(timer);
    ended.abort();
  };
}
