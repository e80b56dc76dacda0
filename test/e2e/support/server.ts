import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { SERVER_FLAGS } from '../../../scripts/serverFlags.mjs';
import { REPOSITORY } from './folders.ts';
import { freePort } from './freePort.ts';

export const INTEGRATION = 'demo';
export const SECRET = 'an-integration-secret-of-32-bytes';

const FirstAdministrator = z.object({
  event: z.literal('first_administrator'),
  passwordFile: z.string(),
});

export interface RunningServer {
  readonly url: string;
  readonly pid: number;
  /** What the server wrote to its log, line by line. */
  readonly log: string[];
  /** The first administrator's one-time password, as written once. */
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
  /** Another database than the embedded one of the folder: `postgres://…`. */
  readonly database?: string;
  /** Arguments for Node itself. */
  readonly nodeArguments?: readonly string[];
  readonly integration?: Readonly<Record<string, unknown>>;
  /** Other keys of the configuration, in the place of the usual ones. */
  readonly config?: Readonly<Record<string, unknown>>;
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
      database: options.database ?? 'embedded:database',
      evidence: 'file:evidence',
      integrations: [
        {
          name: INTEGRATION,
          jwtSecret: SECRET,
          languages: ['en', 'fr', 'ar'],
          ...options.integration,
        },
      ],
      ...options.config,
    }),
  );
  const program = ['scripts/server.mjs', '--config', file];
  const flags = [...SERVER_FLAGS, ...(options.nodeArguments ?? [])];
  const child = spawn(process.execPath, [...flags, ...program], {
    cwd: REPOSITORY,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (child.pid === undefined) throw new Error('the server could not be started');
  const log: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    log.push(line);
    options.onLog?.(line);
  });
  const url = await listening(child, log);
  return {
    url,
    pid: child.pid,
    log,
    password: () => onePassword(log),
    stop: () => end(child, 'SIGTERM'),
    kill: async () => {
      await end(child, 'SIGKILL');
    },
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
  for (const line of log) {
    if (!line.startsWith('{')) continue;
    const entry: unknown = JSON.parse(line);
    const parsed = FirstAdministrator.safeParse(entry);
    if (parsed.success) return readFileSync(parsed.data.passwordFile, 'utf8').trim();
  }
  throw new Error('the server told of no one-time password');
}
