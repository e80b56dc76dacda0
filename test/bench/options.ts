import { parseArgs } from 'node:util';

export const PARTS = ['start', 'memory', 'server', 'processes', 'guards', 'crowd'] as const;
export type Part = (typeof PARTS)[number];

export interface Options {
  readonly parts: readonly Part[];
  readonly runs: Readonly<Record<Part, number>>;
  /** Candidates of the part `crowd`; fewer of them try the benchmark itself. */
  readonly candidates: number;
  /** How long the idle apps' processors are watched, seconds; 0 leaves it out. */
  readonly idleSeconds: number;
  /** Whether docs/reports/bench.md is written. */
  readonly report: boolean;
}

/**
 * Enough to tell 1.2 from 1.4 on a quiet machine, and all of it in about twenty minutes. Of the guards it is
 * the minutes in which nobody does anything, and the tens of forbidden programs.
 */
const USUAL: Options['runs'] = {
  ...{ start: 7, memory: 2, server: 3, processes: 5, guards: 5 },
  crowd: 5,
};

/** Ten minutes at full load by itself, so it runs only when it is named. */
const ONLY_WHEN_NAMED: readonly Part[] = ['crowd'];

export const USAGE =
  'usage: npm run bench -- [--only start,memory,server,processes,guards,crowd] [--runs N] [--idle SECONDS] [--candidates N] [--report]';

/** @throws with the usage when anything is not understood */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      runs: { type: 'string' },
      idle: { type: 'string', default: '0' },
      candidates: { type: 'string', default: '10000' },
      report: { type: 'boolean', default: false },
    },
  });
  const parts =
    values.only === undefined
      ? PARTS.filter((part) => !ONLY_WHEN_NAMED.includes(part))
      : values.only.split(',').map(partNamed);
  const runs = values.runs === undefined ? undefined : wholeNumber(values.runs, 1);
  return {
    parts,
    runs:
      runs === undefined
        ? USUAL
        : { start: runs, memory: runs, server: runs, processes: runs, guards: runs, crowd: runs },
    idleSeconds: wholeNumber(values.idle, 0),
    candidates: wholeNumber(values.candidates, 10),
    report: values.report,
  };
}

function partNamed(name: string): Part {
  const found = PARTS.find((part) => part === name);
  if (found === undefined) throw new Error(`there is no part ${name}; ${USAGE}`);
  return found;
}

function wholeNumber(text: string, least: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least) throw new Error(`not ${text}; ${USAGE}`);
  return number;
}
