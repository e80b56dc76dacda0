/** Several measurements of one thing. */
export interface Summary {
  readonly count: number;
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

/** @throws when there is nothing to sum up */
export function summarise(values: readonly number[]): Summary {
  const sorted = [...values].sort((one, other) => one - other);
  const lowest = sorted[0];
  const highest = sorted.at(-1);
  if (lowest === undefined || highest === undefined) throw new Error('nothing was measured');
  return { count: sorted.length, median: percentile(sorted, 0.5), lowest, highest };
}

export function median(values: readonly number[]): number {
  return summarise(values).median;
}

/**
 * Linear between the two nearest ranks.
 * @param sorted ascending, at least one
 * @param share 0–1
 */
export function percentile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)];
  const above = sorted[Math.ceil(at)];
  if (below === undefined || above === undefined) throw new Error('nothing was measured');
  return below + (above - below) * (at - Math.floor(at));
}

/** A point of a series: time and value, in whatever units. */
export type Point = readonly [at: number, value: number];

/**
 * How fast a series grows: the median of the slopes between all pairs of points (Theil–Sen), which a
 * few outliers do not move. In units of value per unit of time.
 * @throws with fewer than two moments
 */
export function growth(points: readonly Point[]): number {
  const slopes: number[] = [];
  points.forEach(([at, value], index) => {
    for (const [later, then] of points.slice(index + 1)) {
      if (later !== at) slopes.push((then - value) / (later - at));
    }
  });
  if (slopes.length === 0) throw new Error('a growth takes two moments');
  return median(slopes);
}
