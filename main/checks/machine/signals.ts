import type { Evidence } from '../../../contract/check.ts';

/**
 * A sign that points at a guest or a remote session. Signs of one class tell of the same fact, so
 * together they count no more than the class may: many weak signs of one fact stay one weak sign.
 */
export interface Signal {
  readonly class: string;
  readonly weight: number;
  readonly evidence: Evidence;
}

export interface Score {
  readonly points: number;
  readonly evidence: readonly Evidence[];
}

/** Adds the signs up, each class at most to its cap. A class without a cap counts nothing. */
export function addUp(signals: readonly Signal[], caps: Readonly<Record<string, number>>): Score {
  const sums = new Map<string, number>();
  for (const signal of signals) {
    const cap = caps[signal.class] ?? 0;
    sums.set(signal.class, Math.min(cap, (sums.get(signal.class) ?? 0) + signal.weight));
  }
  const points = [...sums.values()].reduce((total, sum) => total + sum, 0);
  return { points, evidence: signals.map((signal) => signal.evidence) };
}
