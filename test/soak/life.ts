import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A program that reports line by line, and may be killed between two of them or within one. */
export interface Life {
  /** Resolves with the first report. */
  readonly ready: Promise<void>;
  /** Resolves with what it wrote to stderr, once it has ended and all it reported was heard. */
  readonly ended: Promise<{ readonly code: number | null; readonly complaints: readonly string[] }>;
  kill(): void;
}

export function live(
  program: string,
  args: readonly string[],
  heard: (word: string, ids: readonly string[]) => void,
): Life {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const endNow = (): void => void child.kill('SIGKILL');
  process.once('exit', endNow);
  const complaints: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => complaints.push(line));
  const lines = createInterface({ input: child.stdout });
  const ready = once(lines, 'line').then(() => undefined);
  lines.on('line', (line) => {
    const [word = '', ...ids] = line.split(' ');
    heard(word, ids);
  });
  const ended = Promise.all([once(child, 'exit'), once(lines, 'close')]).then(() => {
    process.off('exit', endNow);
    return { code: child.exitCode, complaints };
  });
  // One that ends before it is ready never will be.
  return { ready: Promise.race([ready, ended.then(() => undefined)]), ended, kill: endNow };
}
