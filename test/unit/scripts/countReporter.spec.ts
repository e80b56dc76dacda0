import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TestModule } from 'vitest/node';
import CountReporter from '../../../scripts/countReporter.mjs';

interface Outcome {
  state: 'passed' | 'failed' | 'skipped';
  note?: string;
}

/** The part of a file's report that is read. */
const file = (state: string, outcomes: Outcome[]) =>
  ({
    state: () => state,
    children: {
      allTests: () => outcomes.map((outcome, at) => ({ fullName: `${at}`, result: () => outcome })),
    },
  }) as unknown as TestModule;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'invigil-counts-'));
  vi.stubEnv('INVIGIL_COUNTS', path.join(folder, 'counts.json'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

async function count(files: TestModule[], unhandled: unknown[] = []): Promise<unknown> {
  new CountReporter().onTestRunEnd(files, unhandled);
  return JSON.parse(await readFile(path.join(folder, 'counts.json'), 'utf8'));
}

describe('the counts of a run', () => {
  it('are those of its tests', async () => {
    const outcomes: Outcome[] = [{ state: 'passed' }, { state: 'failed' }, { state: 'passed' }];
    expect(await count([file('failed', outcomes), file('passed', [{ state: 'passed' }])])).toEqual({
      passed: 3,
      failed: 1,
      skipped: [],
    });
  });

  it('hold a failure for a file that could not be loaded, and for an error outside a test', async () => {
    expect(await count([file('failed', [])], [new Error('late')])).toMatchObject({ failed: 2 });
  });

  it('keep the reason of a skip, and hold a failure for a skip without one', async () => {
    const outcomes: Outcome[] = [{ state: 'skipped', note: 'no camera' }, { state: 'skipped' }];
    expect(await count([file('skipped', outcomes)])).toEqual({
      passed: 0,
      failed: 1,
      skipped: [
        { name: '0', reason: 'no camera' },
        { name: '1', reason: 'no reason given' },
      ],
    });
  });
});
