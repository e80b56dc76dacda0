const MINUTE = 60_000;

/** Minutes before the end at which the candidate is told. */
export const WARN_AT = [10, 5] as const;
/** How long a warning stays in the bar, milliseconds. */
const STAYS = 30_000;

/**
 * The warning to show with this much time left (milliseconds), in minutes. It depends on nothing else,
 * so an app that was started again shows what it would have shown.
 */
export function warningAt(left: number): (typeof WARN_AT)[number] | undefined {
  return WARN_AT.find((minutes) => left <= minutes * MINUTE && left > minutes * MINUTE - STAYS);
}

/** Whether so little is left that the time is shown with weight. */
export function isPressing(left: number): boolean {
  return left <= 5 * MINUTE;
}
