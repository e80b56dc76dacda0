import { percentile } from '../statistics.ts';

/** Answers to one kind of call, each counted from the moment for which it was planned. */
export interface Latencies {
  readonly count: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly most: number;
  /** Whatever was not a success, by what it was. */
  readonly errors: Readonly<Record<string, number>>;
}

export interface Tally {
  /** @param planned of `performance.now()`: a call that is sent late was late for its candidate too */
  answered(planned: number, status: number): void;
  failed(error: unknown): void;
  sum(): Latencies;
}

export function newTally(): Tally {
  const took: number[] = [];
  const errors: Record<string, number> = {};
  const wrong = (name: string): void => {
    errors[name] = (errors[name] ?? 0) + 1;
  };
  return {
    answered(planned, status) {
      took.push(performance.now() - planned);
      if (status !== 200) wrong(String(status));
    },
    failed: (error) => wrong(error instanceof Error ? error.message : String(error)),
    sum() {
      const sorted = Float64Array.from(took).sort();
      const at = (share: number): number =>
        sorted.length === 0 ? NaN : percentile([...sorted], share);
      return {
        count: took.length,
        p50: at(0.5),
        p95: at(0.95),
        p99: at(0.99),
        most: sorted.at(-1) ?? NaN,
        errors,
      };
    },
  };
}

/** Waits for a moment of `performance.now()`; returns at once when it has passed. */
export async function until(moment: number): Promise<void> {
  const left = moment - performance.now();
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
}
