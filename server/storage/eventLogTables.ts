import type { Generated, JSONColumnType } from 'kysely';
import type { LogEnd } from '../../contract/logChain.ts';

/** The hash-chained log that one app keeps of a session, named by the key that it made for it. */
export interface EventLogTable {
  id: Generated<number>;
  sessionId: string;
  /** Ed25519 public key, base64url. */
  key: string;
  /** The access with which it was registered. */
  accessHash: string;
  registeredAt: Date;
  /** How often the app declared records lost; numbers are unique within a part. */
  part: number;
  /** Where the log ends that is held: number and hash of its last record. */
  number: number;
  hash: string;
}

export interface LogRecordTable {
  logId: number;
  part: number;
  number: number;
  hash: string;
  /** Of the event, as it was sent; null when it had none. */
  eventId: string | null;
  /** Canonical JSON of what was sent, where no event is kept that says the same: it was refused, for one. */
  sent: string | null;
}

/** What was signed, so that it can be verified again by anybody who holds the events. */
export interface LogBatchTable {
  logId: number;
  part: number;
  last: number;
  first: number;
  previous: string;
  lostAfter: JSONColumnType<LogEnd> | null;
  hash: string;
  signature: string;
  receivedAt: Date;
}
