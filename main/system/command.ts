import { execFile } from 'node:child_process';

export interface RunOptions {
  /** Milliseconds, after which the program is ended. */
  readonly timeout?: number;
  /** Leaving codes that are an answer and no failure; 0 always is. */
  readonly codes?: readonly number[];
  /** Which of its outputs is the answer; stdout unless said. */
  readonly stream?: 'stdout' | 'stderr';
}

/** Reads the OS through one of its own programs. Never through a shell, so nothing is interpreted. */
export type RunCommand = (
  program: string,
  args: readonly string[],
  options?: RunOptions,
) => Promise<string>;

/** Many times what any of these programs needs on a busy machine, yet short enough to wait for. */
const USUAL_TIMEOUT = 5_000;

/**
 * What the program wrote. Rejects when the program is missing, is ended, or leaves with a
 * code that is no answer; what it had written until then is dropped, as half an answer misleads.
 */
export const runCommand: RunCommand = (
  program,
  args,
  { timeout = USUAL_TIMEOUT, codes = [], stream = 'stdout' } = {},
) =>
  new Promise((resolve, reject) => {
    const options = {
      timeout,
      windowsHide: true,
      encoding: 'utf8' as const,
      maxBuffer: 16 * 1024 * 1024,
      // Answers are parsed by their English words.
      env: { ...process.env, LC_ALL: 'C', LANG: 'C' },
    };
    execFile(program, [...args], options, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : undefined;
      if (error === null || (code !== undefined && codes.includes(code)))
        resolve(stream === 'stdout' ? stdout : stderr);
      else reject(new Error(`${program} could not be read`, { cause: error }));
    });
  });
