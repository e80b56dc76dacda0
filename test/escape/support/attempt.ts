/**
 * How an attempt to get out of an exam ended. `blocked`: nothing came of it. `detected`: something came of
 * it, and the institution is told. `allowed by level`: the level's table gives it. `OS limit`: no app can
 * keep it. `escaped`: none of these, a fault of ours.
 */
export const OUTCOMES = ['blocked', 'detected', 'allowed by level', 'OS limit', 'escaped'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const GROUPS = [
  'page',
  'keyboard',
  'pointer',
  'other program',
  'network',
  'displays',
] as const;

/** Levels that hold anything. */
export const HELD_LEVELS = ['basic', 'medium', 'high'] as const;
export type HeldLevel = (typeof HELD_LEVELS)[number];

/** One thing that somebody tries. Its id is stable: it names the row of the published table. */
export interface Attempt {
  readonly id: string;
  readonly group: (typeof GROUPS)[number];
  readonly words: string;
  readonly level: HeldLevel;
  /** What is published, and what a run has to come to. */
  readonly promise: Exclude<Outcome, 'escaped'>;
  /** Why it is not blocked. */
  readonly why?: string;
}
