import { createHash } from 'node:crypto';

/**
 * All of them where the published table is made (`npm run escapes`), else a choice of them: the same one
 * for the same INVIGIL_SEED, so that the gate stays short and a failure comes again.
 */
export function sampleOf<T extends { readonly id: string }>(
  all: readonly T[],
  most: number,
  { INVIGIL_ESCAPES: isWhole, INVIGIL_SEED: seed = '1' } = process.env,
): readonly T[] {
  if (isWhole !== undefined || all.length <= most) return all;
  const place = ({ id }: T): string => createHash('sha256').update(`${seed} ${id}`).digest('hex');
  const chosen = new Set([...all].sort((a, b) => (place(a) < place(b) ? -1 : 1)).slice(0, most));
  return all.filter((each) => chosen.has(each));
}

/** Whether the published table is being made. */
export const isWholeRun = (environment = process.env): boolean =>
  environment['INVIGIL_ESCAPES'] !== undefined;
