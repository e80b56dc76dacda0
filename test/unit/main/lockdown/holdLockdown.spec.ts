import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LOCKDOWN_LEVELS } from '../../../../contract/lockdownPolicy.ts';
import { holdLockdown, MEASURES } from '../../../../main/lockdown/index.ts';
import type { Measure } from '../../../../main/lockdown/measure.ts';
import { policyAt } from '../../../fakes/policy.ts';
import { FakeWindow } from '../../../fakes/window.ts';
import { Surroundings } from './lockdown.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const noted: string[] = [];
const measure = (name: string, changes: Partial<Measure> = {}): Measure => ({
  name,
  needed: false,
  applies: () => true,
  hold() {
    noted.push(`hold ${name}`);
    return Promise.resolve(() => {
      noted.push(`undo ${name}`);
      return Promise.resolve();
    });
  },
  ...changes,
});

describe('holding', () => {
  beforeEach(() => noted.splice(0));

  it('gives back in reverse order, once, however often it is asked', async () => {
    const around = new Surroundings();
    const lockdown = await holdLockdown(
      around.deps(policyAt('high')),
      ['a', 'b', 'c'].map((name) => measure(name)),
    );
    await Promise.all([lockdown.release(), lockdown.release()]);
    await lockdown.release();
    expect(noted).toEqual(['hold a', 'hold b', 'hold c', 'undo c', 'undo b', 'undo a']);
  });

  it('leaves the rest in force when a measure fails, and says which', async () => {
    const around = new Surroundings();
    const failing = measure('b', { hold: () => Promise.reject(new Error('no')) });
    const lockdown = await holdLockdown(around.deps(policyAt('high')), [
      measure('a'),
      failing,
      measure('c'),
    ]);
    expect(around.incidents).toEqual([
      {
        kind: 'lockdown_incomplete',
        severity: 'notice',
        evidence: [{ code: 'lockdown_not_held', values: { measure: 'b' } }],
      },
    ]);
    await lockdown.release();
    expect(noted).toEqual(['hold a', 'hold c', 'undo c', 'undo a']);
  });

  it('gives everything back when a needed one fails', async () => {
    const around = new Surroundings();
    const failing = measure('b', { needed: true, hold: () => Promise.reject(new Error('no')) });
    const holding = holdLockdown(around.deps(policyAt('high')), [
      measure('a'),
      failing,
      measure('c'),
    ]);
    await expect(holding).rejects.toThrow('cannot do without b');
    expect(noted).toEqual(['hold a', 'undo a']);
  });

  it('does not let one that fails or hangs keep the others, and is done in five seconds', async () => {
    const around = new Surroundings();
    const hanging = (name: string) =>
      measure(name, { hold: () => Promise.resolve(() => new Promise<void>(() => undefined)) });
    const failing = measure('f', {
      hold: () => Promise.resolve(() => Promise.reject(new Error('no'))),
    });
    const all = [measure('a'), ...['h', 'i', 'j', 'k', 'l'].map(hanging), failing, measure('z')];
    const lockdown = await holdLockdown(around.deps(policyAt('high')), all);
    const started = Date.now();
    const released = lockdown.release();
    await vi.advanceTimersByTimeAsync(4_900);
    await released;
    expect(Date.now() - started).toBeLessThan(5_000);
    expect(noted.filter((line) => line.startsWith('undo'))).toEqual(['undo z', 'undo a']);
    expect(around.kinds().filter((kind) => kind === 'lockdown_incomplete')).toHaveLength(6);
  });
});

describe.each(LOCKDOWN_LEVELS)('level %s', (level) => {
  it('leaves window, clipboard, keys, listeners and journal as they were', async () => {
    const around = new Surroundings();
    around.clipboard = 'shopping list';
    const before = new FakeWindow();
    const lockdown = await around.hold(policyAt(level));
    await vi.advanceTimersByTimeAsync(3_000);
    const released = lockdown.release();
    await vi.advanceTimersByTimeAsync(1_000);
    await released;
    const after = around.window;
    expect(after.bounds).toEqual(before.bounds);
    for (const state of [
      'kiosk',
      'maximised',
      'fullScreen',
      'alwaysOnTop',
      'minimisable',
      'movable',
      'onAllWorkspaces',
      'contentProtected',
    ] as const) {
      expect(after[state], state).toBe(before[state]);
    }
    expect(around.clipboard).toBe('shopping list');
    expect(around.grabbed.size).toBe(0);
    expect(around.awake).toBeUndefined();
    expect(around.covers.size).toBe(0);
    expect(around.listeners()).toBe(0);
    expect(existsSync(around.journalPath)).toBe(false);
    expect(around.warnings).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('can be given back when the window is gone', async () => {
    const around = new Surroundings();
    const lockdown = await around.hold(policyAt(level));
    around.window.destroyed = true;
    const released = lockdown.release();
    await vi.advanceTimersByTimeAsync(1_000);
    await released;
    expect(around.kinds()).not.toContain('lockdown_incomplete');
  });
});

it('names each measure once', () => {
  expect(new Set(MEASURES.map(({ name }) => name)).size).toBe(MEASURES.length);
});
