import { bookingSettingsOf, bookingState, startsUntil } from '../booking/bookingState.ts';
import { PROCTOREXAM } from '../instituteConfig.ts';
import { refuseShutExam } from '../proctorexam/refuseShutExam.ts';
import { ServerRefusal, type RefusalFacts } from '../refusal.ts';
import { wasEntered } from '../storage/accessTokens.ts';
import type { TicketPurpose } from '../storage/tickets.ts';
import { entryUntil, startUntil } from './startTimes.ts';
import type { SessionWork } from './work.ts';

/**
 * Turns away whoever may not enter a session now.
 * The window counts for those who have not begun. A running exam is over when it is closed and not
 * before: in the five minutes after its end the candidate comes back to finish it. Whoever entered an
 * exam with a last start before it may come back as long as they may begin.
 * @param purpose a system check alone may be done before the window
 * @throws ServerRefusal
 */
export async function refuseEntry(
  { deps, db, session, now }: Pick<SessionWork, 'deps' | 'db' | 'session' | 'now'>,
  language?: string,
  purpose: TicketPurpose = 'exam',
): Promise<void> {
  const { terms, windowStart } = session;
  const returnUrl = session.finishUrl ?? terms.sessionFinishUrl;
  const facts: RefusalFacts = {
    examName: terms.examName,
    windowStart: windowStart.getTime(),
    windowEnd: entryUntil(session),
    ...(language === undefined ? {} : { language }),
    ...(returnUrl === undefined ? {} : { returnUrl }),
  };
  if (session.closedReason !== null) throw new ServerRefusal(session.closedReason, [], facts);
  if (session.status === 'exam_started') return;
  if (session.integration === PROCTOREXAM) await refuseShutExam({ db, session }, facts);
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
  if (now < entryUntil(session)) return;
  const mayBegin = purpose === 'exam' && now < startUntil(session);
  if (!mayBegin || !(await wasEntered(db, session.id)))
    throw new ServerRefusal('too_late', [], facts);
}
