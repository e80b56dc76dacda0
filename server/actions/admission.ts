import type { SessionWork } from '../sessions/work.ts';

/** Whether a person has still to let this candidate in: they asked for it, and nobody did. */
export function isHeldBack({ session }: Pick<SessionWork, 'session'>): boolean {
  const admission = session.desk?.admission;
  if (admission === undefined || admission.state === 'admitted') return false;
  return session.startedAt === null && session.closedAt === null;
}
