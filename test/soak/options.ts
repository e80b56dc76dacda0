import { parseArgs } from 'node:util';

export interface Options {
  readonly minutes: number;
  readonly seed: number;
  /** Kills of two servers on one PostgreSQL, instead of all else; 0: the other parts. */
  readonly kills: number;
  /** Candidates at a time while these are killed. */
  readonly candidates: number;
  /** Whether the report in docs/reports is written. */
  readonly report: boolean;
}

const USAGE =
  'usage: npm run soak -- [--minutes 10 | --kills 50 [--candidates 200]] [--seed 1] [--report]';

/** @throws with the usage when anything is not understood */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string', default: '10' },
      seed: { type: 'string', default: '1' },
      kills: { type: 'string', default: '0' },
      candidates: { type: 'string', default: '200' },
      report: { type: 'boolean', default: false },
    },
  });
  const minutes = Number(values.minutes);
  const seed = Number(values.seed);
  const kills = Number(values.kills);
  const candidates = Number(values.candidates);
  if (!(minutes > 0) || !Number.isSafeInteger(seed)) throw new Error(USAGE);
  if (!(kills >= 0 && candidates > 0)) throw new Error(USAGE);
  if (!Number.isSafeInteger(kills) || !Number.isSafeInteger(candidates)) throw new Error(USAGE);
  return { minutes, seed, kills, candidates, report: values.report };
}
