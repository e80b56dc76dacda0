import { sql } from 'kysely';
import { TICKET_LIFE } from '../../contract/http.ts';
import { hashSecret, newSecret } from '../secrets.ts';
import type { Database } from './openDatabase.ts';
import type { TicketRow } from './schema.ts';
import { together } from './together.ts';

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
  await addTicket(db, {
    hash: hashSecret(ticket),
    session_id: sessionId,
    created_at: new Date(now),
    expires_at: new Date(expiresAt),
    purpose,
  });
  return { ticket, expiresAt };
}

const addTicket = together<object, undefined>(async (db, rows) => {
  await sql`
    insert into tickets (hash, session_id, created_at, expires_at, purpose)
    select hash, session_id, created_at, expires_at, purpose
    from jsonb_populate_recordset(null::tickets, ${JSON.stringify(rows)})
  `.execute(db);
  return rows.map(() => undefined);
});

/** Tickets as they were handed out, in the order asked for; nothing for one that is not known. */
export async function findTickets(
  db: Database,
  tickets: readonly string[],
): Promise<(TicketRow | undefined)[]> {
  const hashes = tickets.map(hashSecret);
  const { rows } = await sql<TicketRow>`
    select * from tickets where hash = any(${hashes}::text[])
  `.execute(db);
  const found = new Map(rows.map((row) => [row.hash, row]));
  return hashes.map((hash) => found.get(hash));
}

export const findTicket = together<string, TicketRow | undefined>(findTickets);

interface Use {
  readonly ticket: string;
  readonly redemptionId: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Answers whether it was still there to be used. */
export const useTicket = together<Use, boolean>(async (db, uses) => {
  const rows = uses.map(({ ticket, redemptionId, at }) => ({
    hash: hashSecret(ticket),
    redeemed_at: new Date(at),
    redemption_id: redemptionId,
  }));
  const used = await sql<{ hash: string }>`
    update tickets set redeemed_at = used.redeemed_at, redemption_id = used.redemption_id
    from jsonb_populate_recordset(null::tickets, ${JSON.stringify(rows)}) as used
    where tickets.hash = any(${rows.map(({ hash }) => hash)}::text[]) and tickets.hash = used.hash
      and tickets.redeemed_at is null
    returning tickets.hash
  `.execute(db);
  const hashes = new Set(used.rows.map(({ hash }) => hash));
  return rows.map(({ hash }) => hashes.has(hash));
});

/** Forgets tickets that nobody used; a used one tells a repeated redemption what it got. */
export async function removeStaleTickets(db: Database, before: number): Promise<void> {
  await db
    .deleteFrom('tickets')
    .where('expiresAt', '<', new Date(before))
    .where('redeemedAt', 'is', null)
    .execute();
}
