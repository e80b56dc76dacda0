import type { SessionState } from '../../contract/http.ts';
import type { Status } from '../../contract/status.ts';

/** What one candidate knows of their own session: what was sent, and what was promised. */
export interface SessionLedger {
  /** The LMS's id. */
  readonly externalId: string;
  /** Every event that ever left, acknowledged or not. */
  readonly sent: Set<string>;
  readonly acknowledged: Set<string>;
  /** Killed before the app knew them on its own disk: these may be lost. */
  readonly uncertain: Set<string>;
  /** Those of the acknowledged events that are incidents. */
  readonly incidents: Set<string>;
  /** Acknowledged photos and the hash of their bytes. */
  readonly photos: Map<string, string>;
  /** When the acknowledged heartbeats beat, epoch milliseconds. */
  readonly heartbeats: number[];
  /** What the server said of the session, with its own time. */
  readonly seen: Seen[];
  /** The way was walked to its end, and the server confirmed all of it. */
  finished: boolean;
}

interface Seen {
  readonly at: number;
  readonly status: Status;
  readonly startedAt?: string;
}

/** The ledgers of all sessions, what went wrong on the way, and how much was done. */
export interface Book {
  readonly sessions: SessionLedger[];
  readonly faults: string[];
  readonly counts: Record<Count, number>;
  open(externalId: string): SessionLedger;
}

export const COUNTS = [
  'events sent',
  'events sent again',
  'events acknowledged',
  'heartbeats acknowledged',
  'photos acknowledged',
  'calls that found no server',
  'kills of the server',
  'kills of an app',
  'looks into the database after a kill',
  'callbacks taken by the LMS',
  'callbacks sent again, their answer lost in a kill',
] as const;
export type Count = (typeof COUNTS)[number];

export function newBook(): Book {
  const sessions: SessionLedger[] = [];
  return {
    sessions,
    faults: [],
    counts: Object.fromEntries(COUNTS.map((count) => [count, 0])) as Record<Count, number>,
    open(externalId) {
      const ledger: SessionLedger = {
        externalId,
        sent: new Set(),
        acknowledged: new Set(),
        uncertain: new Set(),
        incidents: new Set(),
        photos: new Map(),
        heartbeats: [],
        seen: [],
        finished: false,
      };
      sessions.push(ledger);
      return ledger;
    },
  };
}

export function noteState(ledger: SessionLedger, state: SessionState): void {
  const { serverTime, status, startedAt } = state;
  ledger.seen.push({
    at: Date.parse(serverTime),
    status,
    ...(startedAt === undefined ? {} : { startedAt }),
  });
}
