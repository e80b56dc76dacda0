import type { SessionState } from '../../contract/http.ts';
import { openLineWith } from '../../main/system/serverEvents.ts';
import { until } from '../server/support/until.ts';

/** The app's own open line, and what came over it. */
export interface Line {
  /** @throws Error when no such state comes within `patience` milliseconds */
  tells(wanted: (state: SessionState) => boolean, patience: number): Promise<void>;
  hasEnded(): boolean;
  close(): void;
}

export function openLine(server: string, accessToken: string): Line {
  const ending = new AbortController();
  const states: SessionState[] = [];
  let ended = false;
  // Cut off, dead or closed by us: ended all the same.
  const over = (): void => {
    ended = true;
  };
  const listener = {
    onOpen: () => undefined,
    onState: (state: SessionState) => states.push(state),
  };
  void openLineWith(fetch)({ server, accessToken }, listener, ending.signal).then(over, over);
  return {
    tells: (wanted, patience) => until(() => states.some(wanted), patience),
    hasEnded: () => ended,
    close: () => ending.abort(),
  };
}
