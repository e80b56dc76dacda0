import type { SessionWork } from './work.ts';

/**
 * When something of a session happened, milliseconds since the epoch. An app's clock may be wrong, yet
 * nothing happened before the session was there, and nobody has been present in the future: a clock
 * that runs ahead must not buy time.
 */
export function momentOf({ session, now }: SessionWork, at: string): number {
  return Math.min(Math.max(Date.parse(at), session.createdAt.getTime()), now);
}
