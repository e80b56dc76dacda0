import { sql } from 'kysely';
import type { SessionRow } from './schema.ts';

/** All of a session but its parameters. */
export const SESSION_COLUMNS = [
  'id',
  'integration',
  'externalId',
  'accountId',
  'candidateId',
  'examId',
  'terms',
  'notes',
  'entryUrl',
  'laterUrl',
  'finishUrl',
  'status',
  'windowStart',
  'windowEnd',
  'lastStart',
  'bookedStart',
  'bookedEnd',
  'startedAt',
  'closedAt',
  'closedBy',
  'closedReason',
  'absentSince',
  'timeUpFor',
  'closingSuspendedAt',
  'closingResumedAt',
  'consentedAt',
  'agreedAt',
  'lastSeenAt',
  'lastStage',
  'unsent',
  'revision',
  'desk',
  'lateUntil',
  'createdAt',
  'updatedAt',
  'erasedAt',
] as const satisfies readonly (keyof SessionRow)[];

type Missing = Exclude<keyof SessionRow, (typeof SESSION_COLUMNS)[number]>;

/** The same for a statement of our own. Does not compile when one is missing above. */
export const sessionColumns = sql.raw(
  (SESSION_COLUMNS satisfies [Missing] extends [never] ? readonly string[] : Missing)
    .map((key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
    .join(),
);
