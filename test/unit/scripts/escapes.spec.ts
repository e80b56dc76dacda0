import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { HOSTILE_ATTEMPTS } from '../../sample-lms/hostile/attempts.ts';
import { HELD_LEVELS } from '../../escape/support/attempt.ts';
import { keyAttemptsAt, LOWER_LEVELS } from '../../escape/support/levelAttempts.ts';
import { KEY_ATTEMPTS } from '../../escape/support/keyAttempts.ts';
import { keyOf, readRows, readTable, renderTable } from '../../escape/support/table.ts';

const published = async () => readTable(await readFile('docs/escape-attempts.md', 'utf8'));

describe('the published escape attempts', () => {
  it('are at least a hundred, of which none escaped', async () => {
    const outcomes = [...(await published()).values()];
    expect(outcomes.length).toBeGreaterThanOrEqual(100);
    expect(outcomes).not.toContain('escaped');
  });

  it('have every page and every key that is tried; if not, run `npm run escapes`', async () => {
    const rows = await published();
    // Nuisances are no way out; they have tests of their own beside the attempts.
    const pages = HOSTILE_ATTEMPTS.filter(({ group }) => group !== 'nuisance').flatMap(({ id }) =>
      HELD_LEVELS.map((level) => keyOf({ group: 'page', level, id })),
    );
    const keys = [...KEY_ATTEMPTS, ...LOWER_LEVELS.flatMap(keyAttemptsAt)].map(keyOf);
    expect([...pages, ...keys].filter((key) => !rows.has(key))).toEqual([]);
  });

  it('are read back as they were written', () => {
    const rows = [
      { id: 'a|b', group: 'keyboard', words: 'x | y', level: 'high', outcome: 'blocked' },
      {
        id: 'c',
        group: 'other program',
        words: 'z',
        level: 'high',
        outcome: 'OS limit',
        why: 'so',
      },
    ] as const;
    const page = renderTable([...rows, { ...rows[1], outcome: 'detected' }], 'a machine');
    expect(readRows(page)).toEqual([rows[0], { ...rows[1], outcome: 'detected' }]);
    expect([...readTable(page)]).toEqual([
      ['keyboard high a\\|b', 'blocked'],
      ['other program high c', 'detected'],
    ]);
    expect(page).toContain('**2 attempts: 1 blocked, 1 detected, 0 allowed by level');
  });
});
