import { TICKET_LIFE } from '../../contract/http.ts';
import { hashSecret, newSecret } from '../secrets.ts';
import type { Database } from './openDatabase.ts';

/** What a ticket is for: the exam, or the system check alone, days before. */
export type TicketPurpose = 'exam' | 'check';

export interface Ticket {
  readonly ticket: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** A one-time ticket for a session. Kept as a hash; this is the only time it is seen. */
export async function issueTicket(
  db: Database,
  sessionId: string,
  now: number,
  purpose: TicketPurpose = 'exam',
): Promise<Ticket> {
  const ticket = newSecret();
  const expiresAt = now + TICKET_LIFE;
  await db
    .insertInto('tickets')
    .values({
      hash: hashSecret(ticket),
      sessionId,
      createdAt: new Date(now),
      expiresAt: new Date(expiresAt),
      redeemedAt: null,
      redemptionId: null,
      purpose,
    })
    .execute();
  return { ticket, expiresAt };
}

export function findTicket(db: Database, ticket: string) {
  return db
    .selectFrom('tickets')
    .selectAll()
    .where('hash', '=', hashSecret(ticket))
    .executeTakeFirst();
}

/** @returns whether it was still there to be used */
export async function useTicket(
  db: Database,
  use: { ticket: string; redemptionId: string; at: number },
): Promise<boolean> {
  const row = await db
    .updateTable('tickets')
    .set({ redeemedAt: new Date(use.at), redemptionId: use.redemptionId })
    .where('hash', '=', hashSecret(use.ticket))
    .where('redeemedAt', 'is', null)
    .returning('hash')
    .executeTakeFirst();
  return row !== undefined;
}

/** Forgets tickets that nobody used; a used one tells a repeated redemption what it got. */
export async function removeStaleTickets(db: Database, before: number): Promise<void> {
  await db
    .deleteFrom('tickets')
    .where('expiresAt', '<', new Date(before))
    .where('redeemedAt', 'is', null)
    .execute();
}
