import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { REPOSITORY } from './folders.ts';
import { freePort } from './freePort.ts';

export const INTEGRATION = 'demo';
export const SECRET = 'an-integration-secret-of-32-bytes';

export interface RunningServer {
  readonly url: string;
  /** What the server wrote to its log, line by line. */
  readonly log: string[];
  /** The first administrator's one-time password, as printed once. */
  password(): string;
  /** Ends it as an operator would; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

export interface ServerOptions {
  /** Holds the configuration, the database and the evidence; kept over restarts. */
  readonly folder: string;
  /** The same port after a restart, so that the app finds it again. */
  readonly port?: number;
  /** Another address in front of it, a TCP proxy's. */
  readonly publicUrl?: string;
  readonly integration?: Readonly<Record<string, unknown>>;
  /** Called with every line of the log. */
  readonly onLog?: (line: string) => void;
}

/** Starts the real server as its own process, with a database and an evidence folder on disk. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const port = options.port ?? (await freePort());
  const file = path.join(options.folder, 'server.json');
  await writeFile(
    file,
    JSON.stringify({
      listen: { host: '127.0.0.1', port },
      publicUrl: options.publicUrl ?? `http://127.0.0.1:${String(port)}`,
      database: 'embedded:database',
      evidence: 'file:evidence',
      integrations: [
        {
          name: INTEGRATION,
          jwtSecret: SECRET,
          languages: ['en', 'fr', 'ar'],
          ...options.integration,
        },
      ],
    }),
  );
  const child = spawn(process.execPath, ['scripts/server.mjs', '--config', file], {
    cwd: REPOSITORY,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    log.push(line);
    options.onLog?.(line);
  });
  const url = await listening(child, log);
  return {
    url,
    log,
    password: () => onePassword(log),
    stop: () => end(child, 'SIGTERM'),
    kill: async () => void (await end(child, 'SIGKILL')),
  };
}

async function listening(child: ChildProcess, log: readonly string[]): Promise<string> {
  if (child.stdout === null) throw new Error('the server was started without a stdout to read');
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([
    once(lines, 'line').then(([first]) => String(first)),
    once(child, 'exit').then(([code]) => {
      throw new Error(`the server ended with ${String(code)}:\n${log.join('\n')}`);
    }),
  ]);
  const { event, url } = JSON.parse(line) as { event?: string; url?: string };
  if (event !== 'listening' || url === undefined) throw new Error(`not a ready line: ${line}`);
  return url.replace(/\/$/, '');
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
  return child.exitCode;
}

function onePassword(log: readonly string[]): string {
  const line = log.find((entry) => /one-time password/i.test(entry));
  const password = /one-time password[^A-Za-z0-9]+(?:is\s+)?([\w-]{8,})/i.exec(line ?? '')?.[1];
  if (password === undefined) throw new Error('the server printed no one-time password');
  return password;
}
