/** Most reports of one kind in a stretch of time. A page that tries a thousand times is told once. */
const MOST = 5;
/** Milliseconds. */
const STRETCH = 60_000;

export interface RateLimit {
  /**
   * Whether one more of this kind may be reported now.
   * @returns undefined when not; else how many were left out since the last report
   */
  readonly admit: (kind: string) => number | undefined;
}

/** @param now milliseconds of a clock that only goes forward */
export function rateLimit(now: () => number): RateLimit {
  const kinds = new Map<string, { since: number; reported: number; leftOut: number }>();
  return {
    admit(kind) {
      const known = kinds.get(kind);
      const leftOut = known?.leftOut ?? 0;
      if (known === undefined || now() - known.since >= STRETCH) {
        kinds.set(kind, { since: now(), reported: 1, leftOut: 0 });
        return leftOut;
      }
      if (known.reported >= MOST) {
        known.leftOut += 1;
        return undefined;
      }
      known.reported += 1;
      return 0;
    },
  };
}
