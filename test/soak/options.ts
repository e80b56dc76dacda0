import { parseArgs } from 'node:util';

export interface Options {
  readonly minutes: number;
  readonly seed: number;
  /** Whether docs/reports/soak.md is written. */
  readonly report: boolean;
}

const USAGE = 'usage: npm run soak -- [--minutes 10] [--seed 1] [--report]';

/** @throws with the usage when anything is not understood */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string', default: '10' },
      seed: { type: 'string', default: '1' },
      report: { type: 'boolean', default: false },
    },
  });
  const minutes = Number(values.minutes);
  const seed = Number(values.seed);
  if (!(minutes > 0) || !Number.isSafeInteger(seed)) throw new Error(USAGE);
  return { minutes, seed, report: values.report };
}
