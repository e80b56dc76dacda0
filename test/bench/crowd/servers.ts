import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { INTEGRATION, SECRET, startServer } from '../../e2e/support/server.ts';
import { query, startPostgres } from '../../server/support/postgres.ts';
import type { Lms } from '../../server/support/lms.ts';
import { readProcessorTime } from '../machine/processTree.ts';
import { openWire, type Wire } from './wire.ts';

/** As many as an institution's proxy keeps open to each process. */
export const CONNECTIONS = 256;

/** Processor time so far, milliseconds. */
export interface Work {
  readonly servers: number;
  readonly database: number;
  /** Of this process, which is the load. */
  readonly load: number;
}

/** Two server processes on one real PostgreSQL, as they are run for an institution. */
export interface Servers {
  readonly database: string;
  readonly newDatabase: () => Promise<string>;
  readonly lms: Lms;
  readonly urls: readonly [string, string];
  readonly wires: readonly [Wire, Wire];
  readonly readWork: (pids?: readonly number[]) => Promise<Work>;
  stop(): Promise<void>;
}

export async function startServers(folder: string): Promise<Servers> {
  const postgres = await startPostgres();
  const database = await postgres.newDatabase();
  const open = async (name: string) => {
    const own = path.join(folder, name);
    await mkdir(own, { recursive: true });
    // Each writes a line for every status; they are read and forgotten.
    return startServer({ folder: own, database });
  };
  // One after the other: the first brings the database up to date.
  const one = await open('one');
  const other = await open('other');
  const wires = [openWire(one.url, CONNECTIONS), openWire(other.url, CONNECTIONS)] as const;
  const postmaster = await postmasterOf(database);
  return {
    database,
    newDatabase: () => postgres.newDatabase(),
    lms: { url: one.url, integration: INTEGRATION, secret: SECRET, now: () => Date.now() },
    urls: [one.url, other.url],
    wires,
    async readWork(pids = [one.pid, other.pid]) {
      const own = process.cpuUsage();
      const times = await Promise.all(pids.map(readProcessorTime));
      return {
        servers: times.reduce((sum, each) => sum + each, 0),
        database: await readProcessorTime(postmaster),
        load: (own.user + own.system) / 1000,
      };
    },
    async stop() {
      for (const wire of wires) wire.close();
      await Promise.all([one.stop(), other.stop()]);
      await postgres.stop();
    },
  };
}

async function postmasterOf(database: string): Promise<number> {
  const [row] = await query(database, 'show data_directory');
  const { data_directory: folder } = row as { data_directory: string };
  return Number.parseInt(await readFile(path.join(folder, 'postmaster.pid'), 'utf8'), 10);
}

/** What was worked between two looks, each as a share of one core. */
export function sharesOf(before: Work, after: Work, milliseconds: number): Work {
  return {
    servers: (after.servers - before.servers) / milliseconds,
    database: (after.database - before.database) / milliseconds,
    load: (after.load - before.load) / milliseconds,
  };
}
