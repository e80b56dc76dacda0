import { sql } from 'kysely';
import type { Database } from './openDatabase.ts';

/** A time that is taken. */
export interface Taken {
  readonly bookedStart: Date;
  readonly bookedEnd: Date;
}

/** Makes whoever books in an integration do so one after the other, until this transaction ends. */
export async function lockBookings(db: Database, integration: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`booking ${integration}`}))`.execute(db);
}

/** The bookings of an integration that overlap a stretch of time. */
export async function listTaken(
  db: Database,
  integration: string,
  stretch: { readonly from: number; readonly to: number },
): Promise<Taken[]> {
  const rows = await db
    .selectFrom('sessions')
    .select(['bookedStart', 'bookedEnd'])
    .where('integration', '=', integration)
    .where('closedAt', 'is', null)
    .where('bookedStart', 'is not', null)
    .where('bookedStart', '<', new Date(stretch.to))
    .where('bookedEnd', '>', new Date(stretch.from))
    .execute();
  return rows.flatMap(({ bookedStart, bookedEnd }) =>
    bookedStart === null || bookedEnd === null ? [] : [{ bookedStart, bookedEnd }],
  );
}

/**
 * Another session of the same candidate in the same exam that was booked for a time not before a moment
 * and has not begun: launchers make a new session for every try, and the booking is the candidate's.
 */
export function findBookingElsewhere(
  db: Database,
  session: { id: string; examId: string; candidateId: string },
  notBefore: number,
) {
  return db
    .selectFrom('sessions')
    .select(['id', 'bookedStart', 'bookedEnd'])
    .where('examId', '=', session.examId)
    .where('candidateId', '=', session.candidateId)
    .where('id', '!=', session.id)
    .where('startedAt', 'is', null)
    .where('closedAt', 'is', null)
    .where('bookedStart', '>=', new Date(notBefore))
    .orderBy('bookedStart')
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

/** Takes a session's booking away, which goes on elsewhere. */
export async function clearBooking(db: Database, sessionId: string): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ bookedStart: null, bookedEnd: null })
    .where('id', '=', sessionId)
    .execute();
}
