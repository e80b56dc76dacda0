import { describe, expect, it } from 'vitest';
import { parseMemory, parseStat, treeOf } from '../../bench/machine/processTree.ts';
import { busyShare, parseWork } from '../../bench/machine/quiet.ts';

const stat = (pid: number, parent: number, session: number, name = 'node'): string =>
  `${pid} (${name}) S ${parent} ${session} ${session} 0 -1 4194560 1 2 3 4 10 20 30 40 20 0 1 0 99 0`;

describe('a process', () => {
  it('is read whatever its name is', () => {
    expect(parseStat(stat(7, 5, 3, 'a) R 1 1 (b'))).toEqual({
      pid: 7,
      parent: 5,
      session: 3,
      ticks: 100,
    });
  });

  it('has those around it that it started, also those that lost their parent', () => {
    const all = [
      stat(1, 0, 1),
      stat(10, 1, 10),
      stat(11, 10, 10),
      stat(12, 11, 12),
      stat(13, 1, 10),
      stat(20, 1, 20),
    ].map(parseStat);
    expect(treeOf(10, all).map(({ pid }) => pid)).toEqual([10, 11, 12, 13]);
  });

  it('has memory of its own and its share of what it shares', () => {
    const rollup = [
      '55d0-7ffd ---p 00000000 00:00 0 [rollup]',
      'Rss:  900 kB',
      'Pss:  300 kB',
      'Pss_Dirty:  70 kB',
      'Private_Clean:  20 kB',
      'Private_Dirty:  60 kB',
    ].join('\n');
    expect(parseMemory(rollup)).toEqual({ pss: 300 * 1024, uss: 80 * 1024 });
  });
});

describe('how busy the machine is', () => {
  it('is the share of time not spent idle or waiting for a disk', () => {
    const before = parseWork('cpu  100 0 50 800 50 0 0 0 0 0\ncpu0 1 1 1 1\n');
    const after = parseWork('cpu  130 5 60 830 65 3 4 3 0 0\n');
    expect(before).toEqual({ busy: 150, all: 1000 });
    expect(busyShare(before, after)).toBeCloseTo(0.55);
    expect(busyShare(after, after)).toBe(0);
  });
});
