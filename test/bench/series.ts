import { median, summarise, type Summary } from './statistics.ts';

/** One measurement of both sides, taken directly after one another. */
export interface Pair {
  readonly bare: number;
  readonly product: number;
}

export interface Comparison {
  readonly bare: Summary;
  readonly product: Summary;
  /**
   * The middle one of the pairs' own ratios: what slows the machine down for a while slows both sides
   * of a pair.
   */
  readonly ratio: number;
}

export function compare(pairs: readonly Pair[]): Comparison {
  return {
    bare: summarise(pairs.map(({ bare }) => bare)),
    product: summarise(pairs.map(({ product }) => product)),
    ratio: median(pairs.map(({ bare, product }) => product / bare)),
  };
}
