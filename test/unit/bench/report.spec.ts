import { expect, it } from 'vitest';
import { writeReport } from '../../bench/report.ts';
import { compare } from '../../bench/series.ts';
import type { ServerFigures, Throughput } from '../../bench/server/throughput.ts';
import { summarise } from '../../bench/statistics.ts';

const pairs = (factor: number, ...bare: number[]) =>
  compare(bare.map((each) => ({ bare: each, product: each * factor })));

const throughput = (perSecond: number, ratio: number): Throughput => ({
  perSecond: summarise([perSecond, perSecond + 10]),
  p50: summarise([3]),
  p99: summarise([9, 11]),
  work: summarise([0.5]),
  ratio,
});

const server: ServerFigures = {
  insert: throughput(1000, 1),
  start: throughput(100, 0.1),
  startPage: throughput(80, 0.08),
  status: throughput(120, 0.12),
  heartbeat: throughput(200, 0.2),
};

const about = { at: '2026-11-22T10:20:30.000Z', machine: 'a machine', busy: [0.02, 0.5, 0.1] };

it('a slow moment of the machine moves no ratio', () => {
  const slowInTheMiddle = compare([
    { bare: 100, product: 130 },
    { bare: 900, product: 1170 },
    { bare: 110, product: 143 },
  ]);
  expect(slowInTheMiddle.ratio).toBeCloseTo(1.3);
});

it('a report says where and when, and how busy the machine was', () => {
  const text = writeReport({ ...about, electron: '33.2.1' });
  expect(text).toContain('2026-11-22 10:20 UTC on a machine, Electron 33.2.1');
  expect(text).toContain('10 % of the cores were busy with other work (2.0 %–50 %)');
});

it('a report holds what was measured and nothing else', () => {
  const text = writeReport({
    ...about,
    start: { firstPaint: pairs(1.25, 400, 440), work: pairs(1.5, 300) },
    server: { PGlite: server, PostgreSQL: server },
  });
  expect(text).toContain('| first contentful paint, ms ');
  expect(text).toContain('| 420 (400–440) ');
  expect(text).toContain('| 525 (500–550) | 1.25 ');
  expect(text).toContain('## Server on PGlite');
  expect(text).toContain('| 1005 (1000–1010) | 3      | 10 (9–11) | 0.50              | 100 %');
  expect(text).not.toContain('Memory');
});
