import { describe, expect, it } from 'vitest';
import { packageReport } from '../../../scripts/package/report.mjs';
import type { Result } from '../../../scripts/package/resultsReporter.mjs';

const result = (wanted: Partial<Result>): Result => ({
  group: 'the release package',
  name: 'is installed',
  state: 'passed',
  seconds: 4.21,
  notes: [],
  ...wanted,
});

const report = packageReport(
  {
    at: new Date(Date.UTC(2026, 10, 22, 1, 2, 3)),
    versions: [['Electron packed', '33.2.1']],
    packages: [{ name: 'release', megabytes: '78.0 MB', seconds: 177.4 }],
    secrets: ['/home/somebody/invigil', 'examhost'],
  },
  [
    result({ notes: ['registered → exam_started', 'a | b'] }),
    result({ name: 'opens', state: 'failed', notes: ['/home/somebody/invigil/x on examhost'] }),
    result({ group: 'TEST_BUILD', state: 'pending' }),
  ],
);

describe('the report of the package test', () => {
  it('counts what did not hold, also what was never reached', () => {
    expect(report).toContain('2026-11-22 01:02 UTC: 1 passed, 2 failed.');
  });

  it('has a line for every assertion, by group, with what was seen', () => {
    expect(report).toContain('### the release package\n');
    expect(report).toContain(
      '| is installed | yes | 4.2 | registered → exam_started; a \\| b |\n| opens | **NO** |',
    );
    expect(report).toContain('### TEST_BUILD\n');
    expect(report).toContain('| release | 78.0 MB | 177 s |');
  });

  it('names no place of the machine', () => {
    expect(report).toContain('| …/x on … |');
    expect(report).not.toContain('somebody');
  });
});
