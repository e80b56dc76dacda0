import { spawn, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../..', import.meta.url));

export interface ChildServer {
  readonly url: string;
  readonly process: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Sends a signal and waits for the end. @returns the exit code, or the signal */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | string>;
}

/** The server as `npm run server` runs it. @param config none: without a file */
export async function startChild(options: {
  folder: string;
  config?: object;
  environment?: Record<string, string>;
}): Promise<ChildServer> {
  const child = run(options);
  let out = '';
  let error = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (error += text));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const line = out.split('\n').find((text) => text.startsWith('{"event":"listening"'));
      if (line !== undefined) resolve((JSON.parse(line) as { url: string }).url);
    });
    child.once('exit', (code) => reject(new Error(`ended with ${String(code)}: ${error}`)));
  });
  return {
    url,
    process: child,
    stdout: () => out,
    stderr: () => error,
    end: (signal) =>
      new Promise((resolve) => {
        child.removeAllListeners('exit');
        child.once('exit', (code, by) => resolve(code ?? by ?? 'nothing'));
        child.kill(signal);
      }),
  };
}

/** Runs it to its end, which it is expected to find by itself. */
export async function runToEnd(options: {
  folder: string;
  config?: object;
  more?: readonly string[];
}): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = run(options);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stdout, stderr };
}

function run(options: {
  folder: string;
  config?: object;
  environment?: Record<string, string>;
  more?: readonly string[];
}): ChildProcess {
  const file = join(options.folder, 'server.json');
  if (options.config !== undefined) writeFileSync(file, JSON.stringify(options.config));
  const configured = options.config === undefined ? [] : ['--config', file];
  return spawn(process.execPath, ['scripts/server.mjs', ...configured, ...(options.more ?? [])], {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.environment },
  });
}
