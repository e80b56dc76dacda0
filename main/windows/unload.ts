import type { WebContents } from 'electron';

/** The same step once more within this time (milliseconds) is meant. */
const MEANT_WITHIN = 30_000;
/** A step of our own that has not left by then did not come about (milliseconds). */
const OURS_WITHIN = 5_000;

export interface UnloadRule {
  /** The next unload is our own and asks nobody. */
  readonly leaveNow: () => void;
}

/**
 * A page that says "not saved" when it is left: stays at the first try, with a word to the candidate,
 * and goes at the second. A question box here would hold up the whole main process, and with it time
 * and heartbeats; Electron itself would stay silently, for ever.
 * @param now milliseconds of a clock that only goes forward
 */
export function askBeforeUnload(
  contents: Pick<WebContents, 'on'>,
  onStayed: () => void,
  now: () => number,
): UnloadRule {
  let oursSince = -Infinity;
  let stayedAt = -Infinity;
  contents.on('will-prevent-unload', (event) => {
    if (now() - oursSince < OURS_WITHIN || now() - stayedAt < MEANT_WITHIN) {
      event.preventDefault();
      stayedAt = -Infinity;
      return;
    }
    stayedAt = now();
    onStayed();
  });
  contents.on('did-navigate', () => {
    oursSince = -Infinity;
    stayedAt = -Infinity;
  });
  return {
    leaveNow: () => {
      oursSince = now();
    },
  };
}
