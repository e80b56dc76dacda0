import type { Status } from '../../contract/status.ts';
import { examClosesAt, examEndsAt, type ClosingRule } from '../../contract/time.ts';

/**
 * A candidate in setup who is not heard for this long has left it (milliseconds): twelve heartbeats.
 * Coming back costs nothing, so it may be short.
 */
const SETUP_ABSENCE = 60_000;

/** What the clock needs to know of a session. Times in milliseconds since the epoch. */
export interface RunningFacts {
  readonly status: Status;
  readonly startedAt?: number;
  readonly lastSeenAt?: number;
  /** The end for which time-up was already told. */
  readonly timeUpFor?: number;
  readonly windowEndsAt: number;
  readonly durationMinutes: number;
  readonly extraMinutes: number;
  readonly reconnectMinutes: number;
  /** While staff have suspended the closing, neither absence nor time ends the session. */
  readonly closing?: ClosingRule;
  /** When they last took that back: until then nobody was late or absent. */
  readonly resumedAt?: number;
}

export type Due =
  | { readonly what: 'left_setup'; readonly at: number }
  | { readonly what: 'time_up'; readonly endsAt: number }
  | { readonly what: 'out_of_time'; readonly at: number }
  | { readonly what: 'disconnected'; readonly at: number; readonly absentSince: number };

/**
 * What the clock does to a session now. When both its time and its absence are over, the one that
 * came first counts.
 * @param listeningSince absence before this is nobody's fault, see `Watch`
 */
export function whatIsDue(facts: RunningFacts, now: number, listeningSince: number): Due[] {
  const { resumedAt = -Infinity } = facts;
  const listening = Math.max(listeningSince, resumedAt);
  const heard = Math.max(facts.lastSeenAt ?? facts.startedAt ?? now, listening);
  if (facts.status === 'in_setup') {
    return now - heard > SETUP_ABSENCE ? [{ what: 'left_setup', at: heard }] : [];
  }
  if (facts.status !== 'exam_started' || facts.startedAt === undefined) return [];
  const endsAt = examEndsAt({ ...facts, startedAt: facts.startedAt });
  const outOfTime = examClosesAt({ startedAt: facts.startedAt, endsAt }, facts.closing);
  const disconnected = heard + facts.reconnectMinutes * 60_000;
  if (facts.closing?.suspended !== true && now > disconnected && disconnected < outOfTime) {
    return [{ what: 'disconnected', at: disconnected, absentSince: heard }];
  }
  const due: Due[] = [];
  if (now >= endsAt && facts.timeUpFor !== endsAt) due.push({ what: 'time_up', endsAt });
  if (now >= outOfTime) due.push({ what: 'out_of_time', at: outOfTime });
  return due;
}
