import type { CrowdFigures } from './crowd/index.ts';
import type { ColdStart } from './app/coldStart.ts';
import type { CoverFigures } from './app/cover.ts';
import type { ExamMemory } from './app/examMemory.ts';
import type { GuardsFigures } from './app/guards.ts';
import type { ProcessFigures } from './processes/index.ts';
import type { DatabaseKind, ServerFigures } from './server/throughput.ts';

/** Everything one run of the benchmarks found out, as it is written to JSON. */
export interface Figures {
  /** ISO UTC. */
  readonly at: string;
  readonly machine: string;
  readonly electron?: string;
  readonly start?: ColdStart;
  readonly memory?: ExamMemory;
  readonly server?: Readonly<Record<DatabaseKind, ServerFigures>>;
  readonly processes?: ProcessFigures;
  readonly guards?: { readonly idle: GuardsFigures; readonly cover: CoverFigures };
  readonly crowd?: CrowdFigures;
  /** Busy share of all cores before each measurement, 0–1. */
  readonly busy: readonly number[];
}
