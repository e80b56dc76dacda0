import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { bundle } from './bundle.ts';
import { until } from './until.ts';

/** Another process of this Windows that a test has to do with. */
export interface Program {
  readonly pid: number;
  /** What it said so far, line by line. */
  readonly lines: readonly string[];
  readonly end: () => Promise<void>;
}

/** Starts one of the tests' programs and waits for its first line. */
export async function startProgram(
  name: string,
  args: readonly string[] = [],
  executable = process.execPath,
): Promise<Program> {
  const child: ChildProcess = spawn(executable, [bundle(name), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  if (child.stdout !== null)
    createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  const end = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  };
  try {
    await until(() => lines.length > 0, `${name} to say something`);
  } catch (error) {
    await end();
    throw error;
  }
  return { pid: child.pid ?? 0, lines, end };
}
