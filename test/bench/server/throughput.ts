import path from 'node:path';
import { INTEGRATION, SECRET, startServer } from '../../e2e/support/server.ts';
import { startPostgres } from '../../server/support/postgres.ts';
import type { Lms } from '../../server/support/lms.ts';
import { readProcessorTime } from '../machine/processTree.ts';
import type { Quiet } from '../machine/quiet.ts';
import { median, summarise, type Summary } from '../statistics.ts';
import { startBareServer } from './bareServer.ts';
import { fire, type Load, type Shot } from './load.ts';
import {
  eventsUrl,
  heartbeatShots,
  heartbeatUrl,
  insertShots,
  newStarts,
  openApps,
  startShots,
  startUrl,
  STATUSES,
  statusShots,
} from './shots.ts';

export const DATABASES = ['PGlite', 'PostgreSQL'] as const;
export type DatabaseKind = (typeof DATABASES)[number];

/** What is asked of the servers; the first is the baseline. */
export const CALLS = ['insert', 'start', 'startPage', 'status', 'heartbeat'] as const;
export type Call = (typeof CALLS)[number];

export interface Throughput {
  readonly perSecond: Summary;
  /** Milliseconds. */
  readonly p50: Summary;
  readonly p99: Summary;
  /** The server process's own processor time for one call, milliseconds. */
  readonly work: Summary;
  /** Of the calls a second, to the bare insert of the same run. */
  readonly ratio: number;
}

export type ServerFigures = Readonly<Record<Call, Throughput>>;

/** A run's calls: enough for seconds of work, few enough that tables stay small. */
const INSERTS = 3000;
const STARTS = 300;
const APPS = 100;
const HEARTBEATS = 6;

type Measured = Load & { readonly work: number };
type Run = Readonly<Record<Call, Measured>>;

/** The product's server beside a bare one on the same kind of database, by turns. */
export async function measureServer(
  kind: DatabaseKind,
  { runs, folder, quiet, say }: Surroundings,
): Promise<ServerFigures> {
  const postgres = kind === 'PostgreSQL' ? await startPostgres() : undefined;
  const bare = await startBareServer(
    (await postgres?.newDatabase()) ?? `embedded:${path.join(folder, 'bare')}`,
  );
  const database = await postgres?.newDatabase();
  const server = await startServer({ folder, ...(database === undefined ? {} : { database }) });
  const lms = { url: server.url, integration: INTEGRATION, secret: SECRET, now: () => Date.now() };
  const all: Run[] = [];
  try {
    await fire(`${bare.url}/ev`, insertShots(300));
    await runProduct(lms, server.pid, 50);
    for (let run = 1; run <= runs; run += 1) {
      await quiet.wait();
      const insert = await measure(bare.pid, `${bare.url}/ev`, insertShots(INSERTS));
      await quiet.wait();
      all.push({ insert, ...(await runProduct(lms, server.pid, STARTS)) });
      say(`${kind} ${run} of ${runs}: ${describeRun(all.at(-1))}`);
    }
  } finally {
    await Promise.all([bare.stop(), server.stop()]);
    await postgres?.stop();
  }
  return sumUp(all);
}

interface Surroundings {
  readonly runs: number;
  /** An empty folder. */
  readonly folder: string;
  readonly quiet: Quiet;
  readonly say: (line: string) => void;
}

async function runProduct(lms: Lms, pid: number, count: number): Promise<Omit<Run, 'insert'>> {
  const starts = newStarts(lms, count);
  const start = await measure(pid, startUrl(lms), startShots(lms, starts, 'application/json'));
  const others = newStarts(lms, count);
  const startPage = await measure(pid, startUrl(lms), startShots(lms, others, 'text/html'));
  const apps = await openApps(lms, starts.slice(0, APPS));
  const beating = await openApps(lms, others.slice(0, APPS));
  const status = await measure(pid, eventsUrl(lms), statusShots(lms, apps), STATUSES);
  const beats = heartbeatShots(lms, beating, HEARTBEATS);
  const heartbeat = await measure(pid, heartbeatUrl(lms), beats);
  return { start, startPage, status, heartbeat };
}

async function measure(
  pid: number,
  url: string,
  shots: readonly Shot[],
  inTurn = 1,
): Promise<Measured> {
  const before = await readProcessorTime(pid);
  const load = await fire(url, shots, inTurn);
  return { ...load, work: ((await readProcessorTime(pid)) - before) / shots.length };
}

function sumUp(all: readonly Run[]): ServerFigures {
  const of = (call: Call): Throughput => ({
    perSecond: summarise(all.map((run) => run[call].perSecond)),
    p50: summarise(all.map((run) => run[call].p50)),
    p99: summarise(all.map((run) => run[call].p99)),
    work: summarise(all.map((run) => run[call].work)),
    ratio: median(all.map((run) => run[call].perSecond / run.insert.perSecond)),
  });
  return {
    insert: of('insert'),
    start: of('start'),
    startPage: of('startPage'),
    status: of('status'),
    heartbeat: of('heartbeat'),
  };
}

function describeRun(run: Run | undefined): string {
  if (run === undefined) return 'nothing';
  return CALLS.map((call) => `${call} ${Math.round(run[call].perSecond)}/s`).join(', ');
}
