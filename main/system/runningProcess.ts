import type { ProcessIdentity } from '../../contract/processRules.ts';

/** One process, by what a rule can be matched with. Command lines are never read. */
export interface RunningProcess extends ProcessIdentity {
  readonly pid: number;
  /** With the pid it tells a process from a later one of the same number; empty where not known. */
  readonly started: string;
}

/** Lists what runs, again and again, at the least cost the system allows. */
export interface ProcessScanner {
  readonly scan: () => Promise<readonly RunningProcess[]>;
  /** Milliseconds between two scans that the cost of one allows. */
  readonly interval: number;
}
