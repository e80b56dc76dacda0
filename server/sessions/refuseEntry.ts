import { ServerRefusal, type RefusalFacts } from '../refusal.ts';
import type { TicketPurpose } from '../storage/tickets.ts';
import type { SessionWork } from './work.ts';

/**
 * Turns away whoever may not enter a session now.
 * The window counts for those who have not begun. A running exam is over when it is closed and not
 * before: in the five minutes after its end the candidate comes back to finish it.
 * @param purpose a system check alone may be done before the window
 * @throws ServerRefusal
 */
export function refuseEntry(
  { session, now }: SessionWork,
  language?: string,
  purpose: TicketPurpose = 'exam',
): void {
  const { parameters, windowStart, windowEnd } = session;
  const returnUrl = session.finishUrl ?? parameters.sessionFinishUrl;
  const facts: RefusalFacts = {
    examName: parameters.examName,
    windowStart: windowStart.getTime(),
    windowEnd: windowEnd.getTime(),
    ...(language === undefined ? {} : { language }),
    ...(returnUrl === undefined ? {} : { returnUrl }),
  };
  if (session.closedReason !== null) throw new ServerRefusal(session.closedReason, [], facts);
  if (session.status === 'exam_started') return;
  // Booking does not exist yet, so nobody can have booked.
  if (parameters.schedule) throw new ServerRefusal('not_scheduled', [], facts);
  if (purpose === 'exam' && now < windowStart.getTime())
    throw new ServerRefusal('too_early', [], facts);
  if (now >= (session.lastStart ?? windowEnd).getTime())
    throw new ServerRefusal('too_late', [], facts);
}
