/** A share of `count` among `of`, with the bounds between which the true share lies. */
export interface Share {
  readonly count: number;
  readonly of: number;
  /** Lower and upper bound, 0 to 1; 0 and 1 where there is nothing to count. */
  readonly low: number;
  readonly high: number;
}

/** Half of the 5 % by which the truth may lie outside, for each side. */
const TAIL = 0.025;

/**
 * The share with its two-sided 95 % Clopper–Pearson bounds: exact for a binomial count, never too
 * narrow, and of use where nothing was counted (Clopper, Pearson 1934, Biometrika 26, 404).
 */
export function share(count: number, of: number): Share {
  const low = count === 0 ? 0 : solve((p) => 1 - atMost(count - 1, of, p) - TAIL);
  const high = count === of ? 1 : solve((p) => TAIL - atMost(count, of, p));
  return { count, of, low, high };
}

/** Chance of at most `count` hits in `of` tries of chance `p`. */
function atMost(count: number, of: number, p: number): number {
  let term = (1 - p) ** of;
  let sum = term;
  for (let hits = 1; hits <= count; hits += 1) {
    term *= ((of - hits + 1) / hits) * (p / (1 - p));
    sum += term;
  }
  return sum;
}

/** Where a rising function crosses 0 between 0 and 1; 60 halvings are more than a double holds. */
function solve(rising: (p: number) => number): number {
  let low = 0;
  let high = 1;
  for (let halving = 0; halving < 60; halving += 1) {
    const middle = (low + high) / 2;
    if (rising(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
