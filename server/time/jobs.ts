import { runCohorts } from '../cohorts/runCohorts.ts';
import type { Deps } from '../deps.ts';
import { oweMailsDue } from '../proctorexam/mailsDue.ts';
import { keepRetention } from '../retention/keepRetention.ts';
import { admitUnattended } from '../admission/admitUnattended.ts';
import { closeOverdue } from './closeOverdue.ts';
import { tidy } from './tidy.ts';

/** Something that is to be done again and again, by itself. */
export interface Job {
  readonly name: string;
  /** Pause between two rounds (milliseconds). */
  readonly every: number;
  /**
   * One round. Two processes may do it at once for a moment, when one takes over from another that had
   * only stood still; that must do no harm.
   */
  readonly round: (deps: Deps) => Promise<unknown>;
  /** For a job whose rounds share their work by claims: every process does it. */
  readonly everywhere?: boolean;
}

/** Every timed job of the server. */
export const jobs: readonly Job[] = [
  { name: 'closeOverdue', every: 5_000, round: closeOverdue },
  { name: 'oweMailsDue', every: 5_000, round: oweMailsDue },
  { name: 'runCohorts', every: 500, round: runCohorts, everywhere: true },
  { name: 'retention', every: 10 * 60_000, round: keepRetention },
  { name: 'admitUnattended', every: 5_000, round: admitUnattended },
  { name: 'tidy', every: 60 * 60_000, round: tidy },
];
