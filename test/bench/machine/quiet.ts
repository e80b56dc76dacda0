import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** The machine counts as quiet below this share of all its cores. */
const QUIET = 0.12;
/** How long one look takes, and how long one quiet moment is waited for at most (milliseconds). */
const LOOK = 500;
const PATIENCE = 15_000;
/** How long all of them together are waited for at most, so that a busy machine delays and no more. */
const ALL_PATIENCE = 120_000;

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

/** Looks how busy the machine is, and waits a while when it is. */
export interface Quiet {
  /**
   * Waits for a quiet moment, but not for ever: what others do cannot be helped, only said.
   * @returns the share of the cores that was busy at the last look, 0–1
   */
  wait(): Promise<number>;
  /** Every look that ended a wait. */
  readonly shares: readonly number[];
}

export function quietMoments(): Quiet {
  const shares: number[] = [];
  let left = ALL_PATIENCE;
  return {
    shares,
    async wait() {
      const began = Date.now();
      for (const patience = Math.min(PATIENCE, left); ;) {
        const before = await readWork();
        await wait(LOOK);
        const share = busyShare(before, await readWork());
        const waited = Date.now() - began;
        if (share >= QUIET && waited < patience) continue;
        left = Math.max(0, left - waited);
        shares.push(share);
        return share;
      }
    },
  };
}
