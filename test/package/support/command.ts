import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

/** What a program wrote at its end has come by then; ms. */
const LAST_WORDS = 500;

export interface Outcome {
  /** Null when a signal ended it. */
  readonly code: number | null;
  /** What it wrote, both streams as they came. */
  readonly output: string;
}

/** A command under way. */
export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Outcome>;
}

/** Starts a program and gathers what it says. */
export function start(command: readonly string[], options: SpawnOptions = {}): Running {
  const [program = '', ...words] = command;
  const child = spawn(program, words, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const hear = (text: Buffer): void => {
    output += text.toString();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  // What a program left running in the background may hold its output open for long.
  const closed = once(child, 'close');
  // A program that cannot be started is told of by `ended`.
  closed.catch(() => undefined);
  const ended = once(child, 'exit')
    .then(() => Promise.race([closed, wait(LAST_WORDS)]))
    .then(() => ({ code: child.exitCode, output }));
  return { process: child, ended };
}

/** Runs a program to its end, whatever its exit code; ends it after `limit` milliseconds. */
export async function run(
  command: readonly string[],
  options: SpawnOptions & { readonly limit?: number } = {},
): Promise<Outcome> {
  const { limit = 60_000, ...rest } = options;
  const running = start(command, rest);
  const timer = setTimeout(() => running.process.kill('SIGKILL'), limit);
  try {
    return await running.ended;
  } finally {
    clearTimeout(timer);
  }
}

/** Runs a program that has to succeed; what it printed. */
export async function succeed(
  command: readonly string[],
  options: SpawnOptions & { readonly limit?: number } = {},
): Promise<string> {
  const { code, output } = await run(command, options);
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${String(code)}:\n${output}`);
  return output.trim();
}
