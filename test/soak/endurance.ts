import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { growth, type Point } from '../bench/statistics.ts';
import { INTEGRATION, SECRET, startServer } from '../e2e/support/server.ts';
import { putFreshDatabase } from '../server/support/freshDatabase.ts';
import type { Lms } from '../server/support/lms.ts';
import { query } from '../server/support/postgres.ts';
import { takeExam, type Pace } from './candidate.ts';
import { newBook, type Book } from './ledger.ts';
import type { Random } from './random.ts';
import { sittingOf } from './serverSoak.ts';

const TELL_MEMORY = fileURLToPath(new URL('programs/tellMemory.mjs', import.meta.url));

/** How often memory is read (milliseconds). */
const EVERY = 5_000;
/** Share of the time in which caches and pools fill, which is no leak. */
const WARM_UP = 1 / 3;
/** Several times what an app does. */
const PACE: Pace = { deed: [20, 200], retry: [50, 300] };

const MemoryLine = z.object({
  event: z.literal('memory'),
  rss: z.number(),
  heapUsed: z.number(),
  external: z.number(),
});

interface Reading {
  /** Milliseconds since the server was there. */
  readonly at: number;
  /** Bytes; the heap after a full collection. */
  readonly rss: number;
  readonly heap: number;
  readonly external: number;
  readonly database: number;
  /** Events that the server has acknowledged so far. */
  readonly events: number;
}

export interface Endurance {
  readonly minutes: number;
  readonly events: number;
  readonly sessions: number;
  readonly readings: readonly Reading[];
  /** Bytes a minute, after the warm-up. */
  readonly growth: Readonly<Record<'rss' | 'heap' | 'external', number>>;
  /** Bytes of the database for each event, with everything that comes with it. */
  readonly bytesPerEvent: number;
  readonly faults: readonly string[];
}

export interface Terms {
  /** An empty folder. */
  readonly folder: string;
  /** A PostgreSQL that nobody else uses; absent: PGlite. */
  readonly postgres?: string;
  readonly random: Random;
  /** Milliseconds. */
  readonly duration: number;
  readonly candidates: number;
}

/** One server that nobody kills, under steady load: whether it keeps what it should let go of. */
export async function endure(terms: Terms): Promise<Endurance> {
  const { folder, postgres, random, duration, candidates } = terms;
  const embedded = path.join(folder, 'database');
  if (postgres === undefined) await putFreshDatabase(embedded);
  let heard: (line: z.infer<typeof MemoryLine>) => void = () => undefined;
  const server = await startServer({
    folder,
    ...(postgres === undefined ? {} : { database: postgres }),
    nodeArguments: ['--expose-gc', '--import', TELL_MEMORY],
    onLog(line) {
      if (line.includes('"event":"memory"')) heard(MemoryLine.parse(JSON.parse(line)));
    },
  });
  const lms: Lms = {
    url: server.url,
    integration: INTEGRATION,
    secret: SECRET,
    now: () => Date.now(),
  };
  const book = newBook();
  const began = Date.now();
  const readings: Reading[] = [];
  const read = async (): Promise<void> => {
    const told = new Promise<z.infer<typeof MemoryLine>>((resolve) => (heard = resolve));
    process.kill(server.pid, 'SIGUSR2');
    const { rss, heapUsed, external } = await told;
    readings.push({
      at: Date.now() - began,
      rss,
      heap: heapUsed,
      external,
      database: await (postgres === undefined ? folderSize(embedded) : databaseSize(postgres)),
      events: book.counts['events acknowledged'],
    });
  };
  const isOver = (): boolean => Date.now() - began >= duration;
  const reading = async (): Promise<void> => {
    for (; !isOver(); await wait(EVERY)) await read();
  };
  const sitOn = async (chance: Random): Promise<void> => {
    do await takeExam(sittingOf(book, lms, chance, PACE));
    while (!isOver());
  };
  try {
    await Promise.all([
      reading(),
      ...Array.from({ length: candidates }, () => sitOn(random.fork())),
    ]);
  } finally {
    await server.stop();
  }
  return sumUp(book, readings, duration);
}

function sumUp(book: Book, readings: readonly Reading[], duration: number): Endurance {
  const warm = readings.filter(({ at }) => at >= duration * WARM_UP);
  const perMinute = (key: 'rss' | 'heap' | 'external'): number =>
    growth(warm.map((reading): Point => [reading.at / 60_000, reading[key]]));
  const first = warm[0];
  const last = warm.at(-1);
  const events = (last?.events ?? 0) - (first?.events ?? 0);
  const bytes = (last?.database ?? 0) - (first?.database ?? 0);
  return {
    minutes: duration / 60_000,
    events: book.counts['events acknowledged'],
    sessions: book.sessions.length,
    readings,
    growth: { rss: perMinute('rss'), heap: perMinute('heap'), external: perMinute('external') },
    bytesPerEvent: events === 0 ? 0 : bytes / events,
    faults: book.faults,
  };
}

async function folderSize(folder: string): Promise<number> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = files
    .filter((file) => file.isFile())
    // What the database keeps of its journal comes and goes.
    .filter(({ parentPath }) => !parentPath.includes('pg_wal'))
    .map(async ({ parentPath, name }) => (await stat(path.join(parentPath, name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

async function databaseSize(url: string): Promise<number> {
  const [row] = await query(url, 'select pg_database_size(current_database()) as bytes');
  return Number(z.object({ bytes: z.string() }).parse(row).bytes);
}
