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

/** A record, and with the last one of a batch what was signed, so that anybody can verify it again. */
export interface LogRecordTable {
  logId: number;
  part: number;
  number: number;
  hash: string;
  /** Of the event, as it was sent; null when it had none. */
  eventId: string | null;
  /** Canonical JSON of what was sent, where no event is kept that says the same: it was refused, for one. */
  sent: string | null;
  /** Of the batch that ends here: its first record, the hash before that, and so on; else null, all of them. */
  first: number | null;
  previous: string | null;
  lostAfter: JSONColumnType<LogEnd> | null;
  signature: string | null;
  receivedAt: Date | null;
}
