import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { listProcesses, treeOf } from '../machine/processTree.ts';

/** How long a mark is waited for, and how long an app may take to end (milliseconds). */
const PATIENCE = 30_000;
const ENDING = 3_000;

export interface Program {
  readonly executable: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Launched {
  readonly pid: number;
  /** Milliseconds from the spawn to the first mark of this name. */
  reached(mark: string): Promise<number>;
  /** Everything that was marked so far, by name, milliseconds from the spawn. */
  readonly marks: ReadonlyMap<string, number>;
  end(): Promise<void>;
}

/** Chromium's sandbox refuses to run as root; both sides of a comparison run alike. */
export const sandboxArguments: readonly string[] =
  process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Starts a program in a session of its own, by which everything it starts can be found. */
export function launch({ executable, args, environment = {} }: Program): Launched {
  const { ELECTRON_RUN_AS_NODE: _plainNode, ...inherited } = process.env;
  const spawned = Date.now();
  const child = spawn(executable, args, {
    env: { ...inherited, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${executable} could not be started`);
  // Its session outlives ours unless it is ended.
  const endNow = (): void => killUnlessGone(-pid);
  process.once('exit', endNow);
  const marks = new Map<string, number>();
  const complaints: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => complaints.push(line));
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [, name, at] = /^@@(\S+) (\d+)$/.exec(line) ?? [];
    if (name !== undefined && !marks.has(name)) marks.set(name, Number(at) - spawned);
  });
  return {
    pid,
    marks,
    async reached(mark) {
      for (const deadline = Date.now() + PATIENCE; Date.now() < deadline; await wait(20)) {
        const at = marks.get(mark);
        if (at !== undefined) return at;
        if (child.exitCode !== null) break;
      }
      const said = complaints.slice(-10).join('\n');
      throw new Error(`${args.join(' ')}: no ${mark}, exit code ${child.exitCode}\n${said}`);
    },
    async end() {
      process.off('exit', endNow);
      const tree = treeOf(pid, await listProcesses());
      const ended = once(child, 'exit');
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        await Promise.race([ended, wait(ENDING, undefined, { ref: false })]);
      }
      // A number may belong to somebody else by now; its session tells.
      const left = (await listProcesses()).filter((each) =>
        tree.some(({ pid: own, session }) => own === each.pid && session === each.session),
      );
      for (const each of left) killUnlessGone(each.pid);
    },
  };
}

function killUnlessGone(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
