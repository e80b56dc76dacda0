import type { BatchLog, LogEnd } from '../../contract/logChain.ts';

/** Where a signed batch belongs in the log that is held. */
export type Place =
  /** Every record of it is held already. */
  | { readonly kind: 'held' }
  /** Its records after `after` continue the log. */
  | { readonly kind: 'next'; readonly after: number }
  /** It does not continue it, and says itself that what lies between is lost. */
  | { readonly kind: 'broken'; readonly why: Break }
  | { readonly kind: 'refused'; readonly why: Break };

/** Records that are missing, or the first number that stands for two records. */
export type Break =
  | { readonly kind: 'gap'; readonly from: number; readonly to: number }
  | { readonly kind: 'fork'; readonly number: number };

/**
 * @param hashes of the batch's records, in order; at least one
 * @param held hashes of the records held from the batch's first number on, by number
 */
export function placeInLog(
  batch: BatchLog,
  hashes: readonly string[],
  end: LogEnd,
  held: ReadonlyMap<number, string>,
): Place {
  const { first, previous, lostAfter } = batch;
  const last = first + hashes.length - 1;
  // A hash stands for everything before it: one that is the same is the same log up to there.
  const at = (number: number): string | undefined =>
    number === first - 1 ? previous : hashes[number - first];
  if (last <= end.number && held.get(last) === at(last)) return { kind: 'held' };
  if (last > end.number && at(end.number) === end.hash) return { kind: 'next', after: end.number };
  const why: Break =
    first > end.number + 1
      ? { kind: 'gap', from: end.number + 1, to: first - 1 }
      : { kind: 'fork', number: firstOther(first, hashes, end, held) };
  const isDeclared = lostAfter?.number === end.number && lostAfter.hash === end.hash;
  return { kind: isDeclared ? 'broken' : 'refused', why };
}

/** The first number under which the server holds another record, as far as the batch tells. */
function firstOther(
  first: number,
  hashes: readonly string[],
  end: LogEnd,
  held: ReadonlyMap<number, string>,
): number {
  const other = hashes.findIndex((hash, index) => held.get(first + index) !== hash);
  return Math.max(1, Math.min(first + other, end.number));
}
