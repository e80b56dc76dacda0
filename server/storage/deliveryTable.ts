import type { Generated, JSONColumnType } from 'kysely';

/** What the server sends out. A kind is carried by the sender of its name. */
export type DeliveryKind = 'review' | 'schedule' | 'warning' | 'agreement' | 'mail';

/**
 * `waiting` for its first or next try, `delivered`, or `given_up`: nobody took it for a whole day, or it
 * was refused for good. Only staff take up again what was given up.
 */
export type DeliveryState = 'waiting' | 'delivered' | 'given_up';

/** One thing that the server owes somebody outside, written down in the transaction of its deed. */
export interface DeliveryTable {
  /** Stable over all tries: a receiver knows by it what it had before. */
  id: string;
  /** Order in which they came about. */
  number: Generated<number>;
  kind: DeliveryKind;
  /** Those of one key go out one after the other; null: in any order. */
  orderKey: string | null;
  /** Those of one lane share an endpoint: one that hangs must not take the places of the others. */
  lane: string;
  /** Who gets it, for people: an address without its query, or a mailbox. */
  target: string;
  /** Name of the integration that it belongs to; null: of none. */
  integration: string | null;
  sessionId: string | null;
  payload: JSONColumnType<object>;
  state: DeliveryState;
  createdAt: Date;
  /** The day of tries counts from here: when it came about, or when staff took it up again. */
  begunAt: Date;
  /** Not before this. */
  dueAt: Date;
  /** Since `begunAt`. */
  attempts: number;
  lastAttemptAt: Date | null;
  /** What the last try came to: a stable code, see `Outcome`. */
  lastCode: string | null;
  /** HTTP status, or reply code of a mail server. */
  lastStatus: number | null;
  /** Beginning of what was answered, as text. */
  lastAnswer: string | null;
  /** When it was delivered or given up. */
  endedAt: Date | null;
  /** Which process tries it now, and until when nobody else does. */
  claim: string | null;
  claimedUntil: Date | null;
}
