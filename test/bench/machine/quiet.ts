import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** The machine counts as quiet below this share of all its cores. */
const QUIET = 0.12;
/** How long one look takes, and how long a quiet moment is waited for at most (milliseconds). */
const LOOK = 500;
const PATIENCE = 15_000;

/** Work since the machine was started, in clock ticks of all cores together. */
export interface Work {
  readonly busy: number;
  readonly all: number;
}

/**
 * Reads the first line of /proc/stat: user nice system idle iowait irq softirq steal … (proc(5)).
 * What waits for a disk is idle; what a hypervisor takes away is busy.
 */
export function parseWork(stat: string): Work {
  const [line = ''] = stat.split('\n');
  const ticks = line.split(/\s+/).slice(1, 9).map(Number);
  const all = ticks.reduce((sum, each) => sum + each, 0);
  return { busy: all - (ticks[3] ?? 0) - (ticks[4] ?? 0), all };
}

export function busyShare(before: Work, after: Work): number {
  return after.all === before.all ? 0 : (after.busy - before.busy) / (after.all - before.all);
}

export async function readWork(): Promise<Work> {
  return parseWork(await readFile('/proc/stat', 'utf8'));
}

/**
 * Waits for a quiet machine, and no longer than `patience`: what others do cannot be helped, only said.
 * @returns the share of the cores that was busy at the last look, 0–1
 */
export async function untilQuiet(patience = PATIENCE): Promise<number> {
  for (const deadline = Date.now() + patience; ;) {
    const before = await readWork();
    await wait(LOOK);
    const share = busyShare(before, await readWork());
    if (share < QUIET || Date.now() > deadline) return share;
  }
}
