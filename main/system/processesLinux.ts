import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import type { ProcessScanner, RunningProcess } from './runningProcess.ts';

/** Files of /proc are answered from memory, so reading many at once is quicker than asking one by one. */
const READ_AT_ONCE = 200;

/**
 * Reads every process's `stat` each time (its start tells a reused pid, its name an exec) and the link
 * to its file only when one of the two is new. A process that ends while it is read is left out.
 */
export function createLinuxScanner(root = '/proc'): ProcessScanner {
  let known = new Map<string, RunningProcess>();

  return {
    interval: 2_000,
    async scan() {
      const now = new Map<string, RunningProcess>();
      const pids = readdirSync(root).filter((name) => /^\d+$/.test(name));
      for (const [index, pid] of pids.entries()) {
        if (index > 0 && index % READ_AT_ONCE === 0) await breathe();
        const seen = readStat(root, pid);
        if (seen === undefined) continue;
        const key = `${pid} ${seen.started} ${seen.name}`;
        now.set(key, known.get(key) ?? withPath(root, seen));
      }
      known = now;
      return [...now.values()];
    },
  };
}

/** proc(5): the name stands in parentheses and may hold some itself; field 22 is the start in ticks. */
export function parseStat(text: string): Pick<RunningProcess, 'name' | 'started'> | undefined {
  const open = text.indexOf('(');
  const close = text.lastIndexOf(')');
  if (open < 0 || close < open) return undefined;
  const fields = text.slice(close + 2).split(' ');
  const started = fields[19];
  return started === undefined ? undefined : { name: text.slice(open + 1, close), started };
}

function readStat(root: string, pid: string): RunningProcess | undefined {
  try {
    const stat = parseStat(readFileSync(path.join(root, pid, 'stat'), 'latin1'));
    return stat === undefined ? undefined : { pid: Number(pid), ...stat };
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** Kernel threads have no file, other users' processes do not show theirs: then the name counts alone. */
function withPath(root: string, process: RunningProcess): RunningProcess {
  try {
    const file = readlinkSync(path.join(root, String(process.pid), 'exe'));
    return { ...process, path: file.replace(/ \(deleted\)$/, '') };
  } catch {
    return process;
  }
}

/** ENOENT before the file is opened, ESRCH while it is read. */
function isGone(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ESRCH';
}
