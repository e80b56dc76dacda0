import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { measureProcesses } from '../../bench/processes/index.ts';
import { countProcesses } from '../../bench/processes/sleepers.ts';
import { writeReport } from '../../bench/report.ts';

it('the short form tells what looking costs and how soon a program is noticed', async ({
  skip,
}) => {
  if (process.platform !== 'linux') skip('/proc is read on Linux only');
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-'));
  const before = await countProcesses();
  const figures = await measureProcesses({
    runs: 1,
    folder,
    quiet: { wait: () => Promise.resolve(0) },
    say: () => undefined,
    counts: [before + 150],
    times: 2,
  });
  await rm(folder, { recursive: true });
  const [scan] = figures.scans;
  expect(scan?.processes).toBeGreaterThanOrEqual(before + 100);
  // How large they are is for the report to say: a test machine under load says nothing about it.
  for (const ratio of Object.values(scan?.ofLook ?? {})) expect(ratio).toBeGreaterThan(0);
  expect(Object.keys(scan?.ofLook ?? {})).toEqual(
    expect.arrayContaining(['psList', 'systemInformation', 'bareRead']),
  );
  expect(figures.detection.incident.median).toBeGreaterThan(0);
  expect(await countProcesses()).toBeLessThan(before + 100);

  const report = writeReport({
    at: '2026-11-22T10:20:30.000Z',
    machine: 'a machine',
    busy: [0],
    processes: figures,
  });
  expect(report).toContain('## Looking at processes');
  expect(report).toMatch(/\| ps-list +\| [\d.]+ \([\d.]+ ×\)/);
  expect(report).toMatch(/\| from its start to its incident +\| 2 +\| \d+ +\| \d+/);
  expect(figures.detection.exec.most).toBeGreaterThan(0);
}, 120_000);
