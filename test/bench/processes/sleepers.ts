import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

export interface Sleepers {
  /** Processes of the machine, ours among them. */
  readonly processes: number;
  readonly end: () => Promise<void>;
}

export async function countProcesses(): Promise<number> {
  return (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).length;
}

/** Fills the machine up to about so many processes that do nothing; one shell keeps them all. */
export async function startSleepers(wanted: number): Promise<Sleepers> {
  const missing = Math.max(0, wanted - (await countProcesses()) - 1);
  const script = `for i in $(seq ${missing}); do sleep 900 & done; echo ready; wait`;
  // A group of its own, which ends as a whole.
  const shell = spawn('/bin/sh', ['-c', script], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise((resolve) => shell.once('exit', resolve));
  await new Promise((resolve) => shell.stdout.once('data', resolve));
  // The last of them are still between fork and exec.
  await wait(500);
  return {
    processes: await countProcesses(),
    async end() {
      if (shell.pid === undefined) return;
      // A machine that was full enough has no sleepers, and the shell has ended.
      if (isThere(-shell.pid)) process.kill(-shell.pid, 'SIGKILL');
      await ended;
      // They count as processes until the first of all processes has asked how they ended.
      while (isThere(-shell.pid)) await wait(50);
    },
  };
}

function isThere(group: number): boolean {
  try {
    return process.kill(group, 0);
  } catch {
    return false;
  }
}
