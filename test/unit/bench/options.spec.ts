import { expect, it } from 'vitest';
import { readOptions } from '../../bench/options.ts';

it('measures everything unless told otherwise', () => {
  const { parts, idleSeconds, report } = readOptions([]);
  expect({ parts, idleSeconds, report }).toEqual({
    parts: ['start', 'memory', 'server', 'processes', 'guards'],
    idleSeconds: 0,
    report: false,
  });
});

it('takes parts, runs, a time to stand idle and the wish for a report', () => {
  const options = readOptions([
    '--only',
    'server,start',
    '--runs',
    '4',
    '--idle',
    '60',
    '--report',
  ]);
  expect(options).toEqual({
    parts: ['server', 'start'],
    runs: { start: 4, memory: 4, server: 4, processes: 4, guards: 4, crowd: 4 },
    candidates: 10_000,
    idleSeconds: 60,
    report: true,
  });
});

it.each([['--only', 'speed'], ['--runs', '0'], ['--runs', 'many'], ['--idle', '-1'], ['--fast']])(
  'says how it is used after %s %s',
  (...args) => {
    expect(() => readOptions(args.filter((each) => typeof each === 'string'))).toThrow();
  },
);
