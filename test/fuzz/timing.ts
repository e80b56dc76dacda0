import { randomInt } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { signatureFits, sign } from '../../server/proctorexam/signature.ts';
import { median } from '../bench/statistics.ts';

/** How long it takes to refuse a signature that is wrong in its first, and one wrong in its last byte. */
export interface Timing {
  readonly pairs: number;
  /** Median of one check, microseconds. */
  readonly first: number;
  readonly last: number;
  /**
   * Welch's t of the two, with the slowest tenth left out: what a garbage collector does is no leak. Below
   * 4.5 a difference is taken for chance (Reparaz et al., "dudect", 2017).
   */
  readonly t: number;
}

const PAIRS = 60_000;
const WARM_UP = 60_000;

/**
 * Each time one of both kinds by chance, as "dudect" does, so that nothing but the kind itself tells them
 * apart; the text is made anew each time, since where it lies in memory is worth some nanoseconds.
 */
export function measureTiming(): Timing {
  const secret = 'a secret of an institute, long enough';
  const params = { nonce: '1', timestamp: '1760000000000', name: 'Ada', per_page: '20' };
  const right = sign(params, secret);
  const wrongIn = (place: number): string => {
    const letters = Buffer.from(right);
    letters[place] = right[place] === '0' ? 0x31 : 0x30;
    // Made anew as a whole: a text put together from parts takes the engine longer to read.
    return letters.toString('latin1');
  };
  const kinds = [0, right.length - 1].map((place) => ({ place, times: [] as number[] }));
  for (let check = -WARM_UP; check < PAIRS * 2; check += 1) {
    const kind = kinds[randomInt(2)];
    if (kind === undefined) continue;
    const given = { ...params, signature: wrongIn(kind.place) };
    const begun = performance.now();
    const fits = signatureFits(given, secret);
    const took = (performance.now() - begun) * 1000;
    if (fits) throw new Error('a wrong signature was taken for right');
    if (check >= 0) kind.times.push(took);
  }
  const [first = [], last = []] = kinds.map(({ times }) => quicker(times));
  return { pairs: PAIRS, first: median(first), last: median(last), t: welch(first, last) };
}

function quicker(times: readonly number[]): number[] {
  return [...times].sort((one, other) => one - other).slice(0, Math.floor(times.length * 0.9));
}

function welch(one: readonly number[], other: readonly number[]): number {
  const [a, b] = [one, other].map((values) => {
    const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
    const squares = values.reduce((sum, each) => sum + (each - mean) ** 2, 0);
    return { mean, error: squares / (values.length - 1) / values.length };
  });
  if (a === undefined || b === undefined) throw new Error('nothing was measured');
  return (a.mean - b.mean) / Math.sqrt(a.error + b.error);
}
