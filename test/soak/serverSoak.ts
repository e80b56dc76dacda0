import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { INTEGRATION, SECRET } from '../e2e/support/server.ts';
import { putFreshDatabase } from '../server/support/freshDatabase.ts';
import { parameters, type Lms } from '../server/support/lms.ts';
import { query } from '../server/support/postgres.ts';
import { soakApp } from './appSoak.ts';
import { takeExam, type Pace, type Sitting } from './candidate.ts';
import { findFaults } from './findFaults.ts';
import { openFleet } from './fleet.ts';
import { newBook, type Book } from './ledger.ts';
import { findCallbackFaults, openLmsLedger, type LmsLedger } from './lmsLedger.ts';
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
  /** How many server processes share the database; more than one need a PostgreSQL. Absent: one. */
  readonly processes?: number;
  readonly pace?: Pace;
  /** How long after all candidates are done the LMS is waited for (milliseconds). Absent: not at all. */
  readonly patience?: number;
}

/**
 * Candidates take exams, one after another, while their server is killed without warning again and
 * again; afterwards the database alone is asked what it holds.
 */
export async function soakServer(terms: Terms): Promise<Book> {
  const { folder, postgres, random, processes = 1, pace = KILLING_PACE } = terms;
  const book = newBook();
  if (postgres === undefined) await putFreshDatabase(path.join(folder, 'database'));
  const held = postgres ?? `embedded:${path.join(folder, 'database')}`;
  const told = await openLmsLedger(random.fork());
  const fleet = await openFleet(processes, random.fork(), {
    folder,
    integration: told.integration,
    ...(postgres === undefined ? {} : { database: postgres }),
  });
  const lms: Lms = {
    get url() {
      return fleet.url();
    },
    integration: INTEGRATION,
    secret: SECRET,
    now: () => Date.now(),
  };
  let over = false;
  const isOver = (): boolean => over;
  const killing = async (moments: Random): Promise<void> => {
    const until = Date.now() + terms.duration;
    for (let kills = 0; ;) {
      await wait(moments.between(...LIFE));
      if (kills >= terms.kills || Date.now() >= until) break;
      // Only with no server on it does the database stand still to be looked at.
      const isLookedAt = moments.chance(LOOKS);
      const again = isLookedAt ? await fleet.killAll() : await fleet.killOne();
      const killed = isLookedAt ? processes : 1;
      kills += killed;
      book.counts['kills of the server'] += killed;
      if (isLookedAt) {
        book.counts['looks into the database after a kill'] += 1;
        const now = await readHeld(held);
        book.faults.push(...findFaults(book.sessions, now, false));
        book.faults.push(...findCallbackFaults(book.sessions, now, told.taken, false));
      }
      await again();
    }
    over = true;
  };
  const sit = (chance: Random) => sitOn(() => sittingOf(book, lms, chance, pace), isOver);
  try {
    await Promise.all([
      killing(random.fork()),
      ...Array.from({ length: terms.candidates }, () => sit(random.fork())),
      ...Array.from({ length: terms.apps }, (_app, at) =>
        runApps(terms, book, lms, random.fork(), at, isOver),
      ),
    ]);
    if (postgres !== undefined && terms.patience !== undefined) {
      await untilDelivered(postgres, Date.now() + terms.patience);
    }
  } finally {
    await fleet.stop();
  }
  await told.close();
  const rest = await readHeld(held);
  const isDelivered = postgres !== undefined && terms.patience !== undefined;
  book.faults.push(
    ...findFaults(book.sessions, rest, true),
    ...findCallbackFaults(book.sessions, rest, told.taken, isDelivered),
    ...(await findSpoiledPhotos(rest, path.join(folder, 'evidence'))),
  );
  countCallbacks(book, told.taken);
  return book;
}

function countCallbacks({ counts }: Book, taken: LmsLedger['taken']): void {
  for (const times of taken.values()) {
    counts['callbacks taken by the LMS'] += 1;
    counts['callbacks sent again, their answer lost in a kill'] += times.length - 1;
  }
}

/** What a killed process was sending is free again only when its claim has run out. */
async function untilDelivered(postgres: string, until: number): Promise<void> {
  while (Date.now() < until) {
    const waiting = await query(
      postgres,
      "select 1 from deliveries where state = 'waiting' limit 1",
    );
    if (waiting.length === 0) return;
    await wait(1_000);
  }
}

/** One exam after another, each with another session. */
async function sitOn(open: () => Sitting, isOver: () => boolean): Promise<void> {
  do await takeExam(open());
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
