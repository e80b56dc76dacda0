import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../e2e/support/freePort.ts';
import { INTEGRATION, SECRET, startServer, type RunningServer } from '../e2e/support/server.ts';
import { putFreshDatabase } from '../server/support/freshDatabase.ts';
import { parameters, type Lms } from '../server/support/lms.ts';
import { soakApp } from './appSoak.ts';
import { takeExam, type Pace, type Sitting } from './candidate.ts';
import { findFaults } from './findFaults.ts';
import { newBook, type Book } from './ledger.ts';
import type { Random } from './random.ts';
import { findSpoiledPhotos, readHeld } from './readHeld.ts';

/** How long a server lives once it listens (milliseconds), and how often its database is looked at. */
const LIFE = [300, 4000] as const;
const LOOKS = 0.3;

export const KILLING_PACE: Pace = { deed: [60, 500], retry: [50, 300] };

export interface Terms {
  /** An empty folder: configuration, evidence, outboxes and the embedded database. */
  readonly folder: string;
  /** A PostgreSQL that nobody else uses; absent: PGlite. */
  readonly postgres?: string;
  readonly random: Random;
  /** The killing ends after so many or so long (milliseconds); then everything is delivered. */
  readonly kills: number;
  readonly duration: number;
  readonly candidates: number;
  /** Candidates whose app is a process of its own, and is killed too. */
  readonly apps: number;
  /** The built `appLife`. */
  readonly program: string;
}

/**
 * Candidates take exams, one after another, while their server is killed without warning again and
 * again; afterwards the database alone is asked what it holds.
 */
export async function soakServer(terms: Terms): Promise<Book> {
  const { folder, postgres, random } = terms;
  const book = newBook();
  if (postgres === undefined) await putFreshDatabase(path.join(folder, 'database'));
  const held = postgres ?? `embedded:${path.join(folder, 'database')}`;
  const port = await freePort();
  const open = (): Promise<RunningServer> =>
    startServer({ folder, port, ...(postgres === undefined ? {} : { database: postgres }) });
  let server = await open();
  const lms: Lms = {
    url: server.url,
    integration: INTEGRATION,
    secret: SECRET,
    now: () => Date.now(),
  };
  let over = false;
  const isOver = (): boolean => over;
  const killing = async (moments: Random): Promise<void> => {
    const until = Date.now() + terms.duration;
    for (let kill = 1; ; kill += 1) {
      await wait(moments.between(...LIFE));
      if (kill > terms.kills || Date.now() >= until) break;
      await server.kill();
      book.counts['kills of the server'] += 1;
      if (moments.chance(LOOKS)) {
        book.counts['looks into the database after a kill'] += 1;
        book.faults.push(...findFaults(book.sessions, await readHeld(held), false));
      }
      server = await open();
    }
    over = true;
  };
  try {
    await Promise.all([
      killing(random.fork()),
      ...Array.from({ length: terms.candidates }, () => sitOn(book, lms, random.fork(), isOver)),
      ...Array.from({ length: terms.apps }, (_app, at) =>
        runApps(terms, book, lms, random.fork(), at, isOver),
      ),
    ]);
  } finally {
    await server.stop();
  }
  const rest = await readHeld(held);
  book.faults.push(
    ...findFaults(book.sessions, rest, true),
    ...(await findSpoiledPhotos(rest, path.join(folder, 'evidence'))),
  );
  return book;
}

/** One exam after another, each with another session. */
async function sitOn(book: Book, lms: Lms, random: Random, isOver: () => boolean): Promise<void> {
  do await takeExam(sittingOf(book, lms, random));
  while (!isOver());
}

async function runApps(
  { folder, program }: Terms,
  book: Book,
  lms: Lms,
  random: Random,
  place: number,
  isOver: () => boolean,
): Promise<void> {
  for (let exam = 1; exam === 1 || !isOver(); exam += 1) {
    const own = path.join(folder, `app-${place}-${exam}`);
    await mkdir(own);
    await soakApp({ sitting: sittingOf(book, lms, random), folder: own, program, isOver });
  }
}

export function sittingOf(
  book: Book,
  lms: Lms,
  random: Random,
  pace: Pace = KILLING_PACE,
): Sitting {
  const given = parameters(lms);
  return { lms, random, book, pace, given, ledger: book.open(String(given['sessionId'])) };
}
