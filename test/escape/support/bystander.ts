import { execFile, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Another program's window, for whatever would lead there. */
export interface Bystander {
  end(): void;
}

/** Opens a terminal under the exam's window to be. */
export async function startBystander(title = 'bystander'): Promise<Bystander> {
  const child = spawn('xterm', ['-T', title, '-e', 'sleep', '600'], { stdio: 'ignore' });
  for (const end = Date.now() + 10_000; Date.now() < end; await wait(100)) {
    const { stdout } = await run('wmctrl', ['-l']);
    if (stdout.includes(title)) return { end: () => child.kill() };
  }
  child.kill();
  throw new Error('no other window could be opened');
}
