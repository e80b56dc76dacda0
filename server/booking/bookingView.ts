import type { Reason } from '../../contract/reasons.ts';
import { nameOf } from '../candidateName.ts';
import type { BookingPageView } from '../pages/bookingPage.tsx';
import type { SessionWork } from '../sessions/work.ts';
import { listTaken } from '../storage/bookings.ts';
import { readParameters } from '../storage/sessions.ts';
import { bookableExam, cancelDeadline, mostAtOnce } from './book.ts';
import { bookingSettingsOf, bookingState } from './bookingState.ts';
import { slotsOf } from './slotsOf.ts';

/** How many days with free times one page shows. */
const DAYS_SHOWN = 7;

export interface Asked {
  readonly language: string;
  readonly page: string;
  readonly timeZone?: string | undefined;
  /** Where the page of the calendar begins, milliseconds since the epoch. */
  readonly from?: number | undefined;
  readonly isCancelled?: boolean;
  readonly refusal?: Reason | undefined;
}

/** What the booking page shows of a session. */
export async function bookingView(work: SessionWork, asked: Asked): Promise<BookingPageView> {
  const { deps, session, now } = work;
  const { bookedStart } = session;
  const parameters = await readParameters(work.db, session.id);
  const settings = bookingSettingsOf(deps.config, session.integration);
  const state = bookingState(session, settings, now);
  const timeZone = asked.timeZone ?? settings.timeZone;
  const isOffering = !(asked.isCancelled ?? false) && (state === 'none' || state === 'missed');
  const offer = isOffering ? await freeTimes(work, timeZone, asked.from) : { slots: [] };
  const name = encodeURIComponent(session.integration);
  return {
    language: asked.language,
    examName: parameters.examName,
    ...(parameters.courseName === undefined ? {} : { courseName: parameters.courseName }),
    accountName: parameters.accountName,
    candidateName: nameOf({ ...parameters, userId: parameters.userId }),
    durationMinutes: bookableExam(work).durationMinutes,
    action: new URL(`integration/simple/${name}/booking/`, deps.publicUrl()).href,
    page: asked.page,
    timeZone,
    isZoneChosen: asked.timeZone !== undefined,
    now,
    state: asked.isCancelled === true ? 'cancelled' : isOffering ? state : 'booked',
    ...(bookedStart === null
      ? {}
      : {
          booked: {
            start: bookedStart.getTime(),
            cancelUntil: cancelDeadline(bookedStart, settings),
          },
        }),
    ...offer,
    isLater: asked.from !== undefined,
    ...(asked.refusal === undefined ? {} : { refusal: asked.refusal }),
  };
}

/** The free times of the next few days that have any, and where the days after them begin. */
async function freeTimes(
  work: SessionWork,
  timeZone: string,
  from = work.now,
): Promise<{ slots: number[]; next?: number }> {
  const { deps, db, session, now } = work;
  const settings = bookingSettingsOf(deps.config, session.integration);
  const { capacity = Infinity } = settings;
  const stretch = { from: now, to: now + (settings.days + 1) * 24 * 3_600_000 };
  const taken = capacity === Infinity ? [] : await listTaken(db, session.integration, stretch);
  const dayOf = new Intl.DateTimeFormat('en', { dateStyle: 'short', timeZone });
  const days = new Set<string>();
  const slots: number[] = [];
  for (const slot of slotsOf(bookableExam(work), settings, { now, from })) {
    if (taken.length > 0 && mostAtOnce(taken, slot) >= capacity) continue;
    days.add(dayOf.format(slot.start));
    if (days.size > DAYS_SHOWN) return { slots, next: slot.start };
    slots.push(slot.start);
  }
  return { slots };
}
