import { bookingSettingsOf, bookingState, startsUntil } from '../booking/bookingState.ts';
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
  { deps, session, now }: SessionWork,
  language?: string,
  purpose: TicketPurpose = 'exam',
): void {
  const { terms, windowStart, windowEnd } = session;
  const returnUrl = session.finishUrl ?? terms.sessionFinishUrl;
  const facts: RefusalFacts = {
    examName: terms.examName,
    windowStart: windowStart.getTime(),
    windowEnd: windowEnd.getTime(),
    ...(language === undefined ? {} : { language }),
    ...(returnUrl === undefined ? {} : { returnUrl }),
  };
  if (session.closedReason !== null) throw new ServerRefusal(session.closedReason, [], facts);
  if (session.status === 'exam_started') return;
  const booking = bookingSettingsOf(deps.config, session.integration);
  const state = bookingState(session, booking, now);
  if (state === 'none' && purpose === 'exam') throw new ServerRefusal('not_scheduled', [], facts);
  const { bookedStart } = session;
  if (state !== 'not_needed' && bookedStart !== null) {
    const until = startsUntil(session, booking);
    const booked = { ...facts, windowStart: bookedStart.getTime(), windowEnd: until };
    if (state === 'early' && purpose === 'exam') throw new ServerRefusal('too_early', [], booked);
    if (state === 'missed') throw new ServerRefusal('slot_missed', [], booked);
  }
  if (purpose === 'exam' && now < windowStart.getTime())
    throw new ServerRefusal('too_early', [], facts);
  if (now >= (session.lastStart ?? windowEnd).getTime())
    throw new ServerRefusal('too_late', [], facts);
}
