import type { Span } from '../storage/presence.ts';

/**
 * Whether signs of life cover a stretch of time without a gap as long as the reconnect window.
 * @param spans oldest first
 * @param stretch milliseconds since the epoch; `window` in milliseconds
 */
export function isUnbroken(
  spans: readonly Span[],
  stretch: { readonly from: number; readonly to: number; readonly window: number },
): boolean {
  let covered = stretch.from;
  for (const { since, until } of spans) {
    if (since > stretch.to) break;
    if (since - covered >= stretch.window) return false;
    covered = Math.max(covered, until);
  }
  return stretch.to - covered < stretch.window;
}
