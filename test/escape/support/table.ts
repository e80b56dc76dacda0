import { z } from 'zod';
import { LOCKDOWN_LEVELS } from '../../../contract/lockdownPolicy.ts';
import { table } from '../../../scripts/docs/markdown.ts';
import { GROUPS, OUTCOMES, type Outcome } from './attempt.ts';

/** What one attempt came to, as it is recorded in a run and published in a row. */
export const RecordedOutcome = z.object({
  id: z.string(),
  group: z.enum(GROUPS),
  words: z.string(),
  level: z.enum(LOCKDOWN_LEVELS),
  outcome: z.enum(OUTCOMES),
  why: z.string().optional(),
});
export type RecordedOutcome = z.infer<typeof RecordedOutcome>;

const HEAD = ['attempt', 'tried by', 'level', 'outcome', 'why it is not blocked'];

/**
 * The published page.
 * @param rows in the order of recording; of an attempt that was tried again the last counts
 */
export function renderTable(rows: readonly RecordedOutcome[], machine: string): string {
  const last = [...new Map(rows.map((row) => [keyOf(row), row])).values()];
  const count = (outcome: Outcome): number => last.filter((row) => row.outcome === outcome).length;
  const totals = OUTCOMES.map((outcome) => `${String(count(outcome))} ${outcome}`).join(', ');
  const sorted = GROUPS.flatMap((group) => last.filter((row) => row.group === group));
  return `# Escape attempts

Made by \`npm run escapes\`: each attempt is a test in the real app, under openbox on X11, and \`npm test\`
repeats a part of them and fails when one escapes or comes to less than its level promises.

**${String(last.length)} attempts: ${totals}.**

- **blocked**: nothing came of it.
- **detected**: something came of it for a moment; the exam stood again by itself, and the institution was told.
- **allowed by level**: the level's table gives it.
- **OS limit**: no app can keep it on this system.
- **escaped**: none of these.

Run on ${machine}. What Windows and macOS add has not been run there.

${table(
  HEAD,
  sorted.map(({ id, group, words, level, outcome, why = '' }) => [
    `\`${id}\` ${words}`,
    group,
    level,
    outcome === 'escaped' ? '**escaped**' : outcome,
    why,
  ]),
)}
`;
}

/** Each row by its attempt, as the published page says it. */
export function readTable(page: string): ReadonlyMap<string, Outcome> {
  const rows = new Map<string, Outcome>();
  for (const line of page.split('\n')) {
    const [, id, group, level, outcome] =
      /^\| `([^`]+)` .*? +\| (\w[\w ]*?) +\| (\w+) +\| \**([\w ]+?)\** +\|/.exec(line) ?? [];
    const known = OUTCOMES.find((each) => each === outcome);
    if (id === undefined || group === undefined || level === undefined || known === undefined)
      continue;
    rows.set(`${group} ${level} ${id}`, known);
  }
  return rows;
}

/** The published rows, as they would be recorded again. */
export function readRows(page: string): readonly RecordedOutcome[] {
  return page.split('\n').flatMap((line) => {
    const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
    const [, attempt = '', group, level, outcome, why = ''] = cells;
    const [, id, words] = /^`([^`]+)` (.*)$/.exec(attempt) ?? [];
    const row = { id, group, words, level, outcome: outcome?.replaceAll('*', '') };
    const read = RecordedOutcome.safeParse(why === '' ? row : { ...row, why });
    return read.success ? [read.data] : [];
  });
}

/** Name of an attempt in the table. */
export function keyOf({
  group,
  level,
  id,
}: Pick<RecordedOutcome, 'group' | 'level' | 'id'>): string {
  return `${group} ${level} ${id}`;
}
