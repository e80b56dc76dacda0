/** The breaks of one exam, whose sum staff have granted. Times by the server's clock, milliseconds. */
export interface BreakAccount {
  /** What is left, also while a break runs. */
  readonly left: (granted: number, now: number) => number;
  readonly begin: (now: number) => void;
  readonly end: (now: number) => void;
  readonly isRunning: () => boolean;
  /** What has been taken so far. */
  readonly taken: (now: number) => number;
  /** Goes on with what an earlier run knew. */
  readonly restore: (taken: number, isRunning: boolean, now: number) => void;
}

export function breakAccount(): BreakAccount {
  let before = 0;
  let since: number | undefined;
  const taken = (now: number): number =>
    before + (since === undefined ? 0 : Math.max(0, now - since));
  return {
    taken,
    left: (granted, now) => Math.max(0, granted - taken(now)),
    begin(now) {
      since ??= now;
    },
    end(now) {
      before = taken(now);
      since = undefined;
    },
    isRunning: () => since !== undefined,
    restore(earlier, isRunning, now) {
      before = earlier;
      since = isRunning ? now : undefined;
    },
  };
}
