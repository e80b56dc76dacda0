import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from '../../e2e/support/folders.ts';
import { OUTCOMES, type Attempt, type Outcome } from './attempt.ts';
import { keyOf, readTable, type RecordedOutcome } from './table.ts';

/** Better first: an attempt may come to no worse than its promise. */
export function isNoWorse(outcome: Outcome, than: Outcome): boolean {
  return OUTCOMES.indexOf(outcome) <= OUTCOMES.indexOf(than);
}

/** Whether what happened keeps what is promised. */
export function keepsPromise(attempt: Attempt, outcome: Outcome): boolean {
  return isNoWorse(outcome, attempt.promise);
}

/**
 * Writes what an attempt came to where the published table is made from, if `npm run escapes` asked for
 * it; else holds it against that table. What is promised to be detected may be blocked in one run and
 * detected in the next, as the same thing is told of once a minute: both are as published.
 * @throws when the table has no such attempt, or neither the table nor the promise allows for the outcome
 */
export function recordOutcome(
  { id, group, words, level, promise, why }: Attempt,
  outcome: Outcome,
  folder = process.env['INVIGIL_ESCAPES'],
): void {
  if (folder === undefined) {
    const page = readFileSync(path.join(REPOSITORY, 'docs/escape-attempts.md'), 'utf8');
    const published = readTable(page).get(keyOf({ group, level, id }));
    const isHeld =
      published !== undefined && [published, promise].some((as) => isNoWorse(outcome, as));
    if (!isHeld)
      throw new Error(`docs/escape-attempts.md says ${String(published)}: run npm run escapes`);
    return;
  }
  mkdirSync(folder, { recursive: true });
  const row: RecordedOutcome = {
    ...{ id, group, words, level, outcome },
    ...(why === undefined || outcome === 'blocked' ? {} : { why }),
  };
  appendFileSync(path.join(folder, `${group}.jsonl`), `${JSON.stringify(row)}\n`);
}
