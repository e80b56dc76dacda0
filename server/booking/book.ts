import { zulu } from '../callbacks/dates.ts';
import { oweCallback } from '../callbacks/owe.ts';
import { ServerRefusal } from '../refusal.ts';
import { update, type SessionWork } from '../sessions/work.ts';
import { writeAudit } from '../storage/audit.ts';
import type { AuditAction } from '../storage/auditActions.ts';
import {
  clearBooking,
  findBookingElsewhere,
  listTaken,
  lockBookings,
} from '../storage/bookings.ts';
import { bookingSettingsOf, bookingState } from './bookingState.ts';
import { findSlot, type Slot } from './slotsOf.ts';

const HOUR = 3_600_000;

/** Of whose exam the times are. */
export function bookableExam({ session, accommodations }: SessionWork) {
  return {
    windowStart: session.windowStart.getTime(),
    windowEnd: session.windowEnd.getTime(),
    durationMinutes: session.terms.duration + accommodations.extraMinutes,
  };
}

/** Until when a booking may be cancelled, milliseconds since the epoch. */
export function cancelDeadline(start: Date, { cancelHours }: { cancelHours: number }): number {
  return start.getTime() - cancelHours * HOUR;
}

/**
 * Books a time and tells the LMS. A time that was missed makes room for the new one; one that is still
 * ahead is cancelled first.
 * @throws ServerRefusal when nobody may book it, or it has just been taken
 */
export async function book(work: SessionWork, start: number): Promise<void> {
  const { deps, db, session, now } = work;
  const settings = bookingSettingsOf(deps.config, session.integration);
  const state = bookingState(session, settings, now);
  // The same button pressed twice.
  if (session.bookedStart?.getTime() === start && state !== 'missed') return;
  if (state !== 'none' && state !== 'missed') throw new ServerRefusal('slot_taken');
  const slot = findSlot(bookableExam(work), settings, { now, start });
  if (slot === undefined) throw new ServerRefusal('slot_taken');
  const { capacity } = settings;
  if (capacity !== undefined) {
    await lockBookings(db, session.integration);
    const taken = await listTaken(db, session.integration, { from: slot.start, to: slot.end });
    if (mostAtOnce(taken, slot) >= capacity) throw new ServerRefusal('slot_taken');
  }
  const bookedStart = new Date(slot.start);
  await update(work, { bookedStart, bookedEnd: new Date(slot.end) });
  await audit(work, 'booked', `candidate:${session.externalId}`, bookedStart);
  await oweScheduled(work, bookedStart);
  work.visible = true;
}

async function oweScheduled(work: SessionWork, start: Date): Promise<void> {
  const settings = bookingSettingsOf(work.deps.config, work.session.integration);
  await oweCallback(work, 'schedule', () => ({
    event: 'scheduled',
    start: zulu(start),
    cancelDeadline: zulu(new Date(cancelDeadline(start, settings))),
  }));
}

/**
 * Gives a booked time back and tells the LMS. The candidate may until the limit; the LMS may at any time.
 * @param by `candidate:ID` or `integration:NAME`
 * @throws ServerRefusal when it is too late for the candidate
 */
export async function cancelBooking(
  work: SessionWork,
  by: { readonly actor: string; readonly isCandidate: boolean },
): Promise<boolean> {
  const { deps, session, now } = work;
  const settings = bookingSettingsOf(deps.config, session.integration);
  const { bookedStart } = session;
  if (bookedStart === null || bookingState(session, settings, now) === 'not_needed') return false;
  if (by.isCandidate && now > cancelDeadline(bookedStart, settings)) {
    throw new ServerRefusal('cancel_too_late');
  }
  await update(work, { bookedStart: null, bookedEnd: null });
  await audit(work, 'booking_cancelled', by.actor, bookedStart);
  await oweCallback(work, 'schedule', () => ({ event: 'canceled', start: zulu(bookedStart) }));
  work.visible = true;
  return true;
}

/**
 * A booking goes along to the session with which the candidate comes next, and the LMS is told of the new
 * one. `canceled` is not owed for the old one: launchers answer it by beginning anew.
 */
export async function takeBookingAlong(work: SessionWork): Promise<void> {
  const { deps, db, session, now } = work;
  const settings = bookingSettingsOf(deps.config, session.integration);
  if (bookingState(session, settings, now) !== 'none') return;
  const notBefore = now - settings.lateMinutes * 60_000;
  const found = await findBookingElsewhere(db, session, notBefore);
  if (found === undefined) return;
  const { bookedStart, bookedEnd } = found;
  await clearBooking(db, found.id);
  await update(work, { bookedStart, bookedEnd });
  if (bookedStart !== null) {
    await audit(work, 'booking_taken_along', 'server', bookedStart);
    await oweScheduled(work, bookedStart);
  }
  work.visible = true;
}

/** How many bookings run at the same time at the fullest moment of a slot. */
export function mostAtOnce(
  taken: readonly { readonly bookedStart: Date; readonly bookedEnd: Date }[],
  slot: Slot,
): number {
  const inside = taken.filter(
    ({ bookedStart, bookedEnd }) =>
      bookedStart.getTime() < slot.end && bookedEnd.getTime() > slot.start,
  );
  // The number only grows where one begins.
  const moments = [slot.start, ...inside.map(({ bookedStart }) => bookedStart.getTime())];
  const counts = moments
    .filter((moment) => moment >= slot.start)
    .map(
      (moment) =>
        inside.filter(
          ({ bookedStart, bookedEnd }) =>
            bookedStart.getTime() <= moment && bookedEnd.getTime() > moment,
        ).length,
    );
  return Math.max(0, ...counts);
}

async function audit(
  work: SessionWork,
  action: AuditAction,
  actor: string,
  start: Date,
): Promise<void> {
  const { db, now, session } = work;
  const after = { start: start.toISOString() };
  await writeAudit(db, { at: now, actor, action, sessionId: session.id, after });
}
