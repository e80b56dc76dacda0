import { COUNTS, type Book } from './ledger.ts';
import type { Pace } from './candidate.ts';
import type { Random } from './random.ts';
import { soakServer } from './serverSoak.ts';

/** About a deed of somebody every ten milliseconds, from two hundred of them. */
const PACE: Pace = { deed: [400, 4_000], retry: [100, 500] };
/** Longer than a process may hold what it was about to send to the LMS. */
const PATIENCE = 200_000;
const PROCESSES = 2;
const APPS = 2;
/** The killing is over by then, however slow the machine is (milliseconds). */
const LONGEST = 30 * 60_000;

export const KILLS_METHOD = `# Servers killed under load

\`npm run soak -- --kills 50\` lets candidates take exams, one after another, against two server processes on
one real PostgreSQL; each call meets either of them. At random moments one of them, or both, is killed
without warning (SIGKILL) and started again. Calls are repeated, sent twice at once, and apps opened
again by their link; some of the apps are processes of their own and are killed too. The LMS is called
back, says now and then that it is not well, and counts by the delivery's id. Whenever both processes are
dead, and at the end, the database alone is asked what it holds: every event, incident, photo and
heartbeat that was acknowledged, each once; no status that went backwards; of every finished exam its
callback. A callback whose answer was lost with a killed process may come again, under the same id;
one whose answer was kept may not.
`;

export interface KillsTerms {
  readonly folder: string;
  readonly postgres: string;
  readonly program: string;
  readonly random: Random;
  readonly kills: number;
  readonly candidates: number;
}

export function soakUnderKills(terms: KillsTerms): Promise<Book> {
  return soakServer({
    ...terms,
    ...{ processes: PROCESSES, apps: APPS, pace: PACE, patience: PATIENCE, duration: LONGEST },
  });
}

export interface KillsResults {
  /** ISO UTC. */
  readonly at: string;
  readonly machine: string;
  readonly seed: number;
  readonly candidates: number;
  readonly minutes: number;
  readonly book: Book;
}

export function writeKillsReport(results: KillsResults): string {
  const { at, machine, seed, candidates, minutes, book } = results;
  const { faults, sessions, counts } = book;
  const finished = sessions.filter((each) => each.finished).length;
  return `${[
    `Run ${at.slice(0, 16).replace('T', ' ')} UTC for ${minutes.toFixed(1)} minutes with seed ${seed} and ${candidates} candidates at a time on ${machine}.`,
    faults.length === 0
      ? '**Every promise was kept.**'
      : `**${faults.length} promises were not kept.**\n\n${faults
          .slice(0, 50)
          .map((fault) => `- ${fault}`)
          .join('\n')}`,
    [
      '| | |',
      '|---|---|',
      `| exam sessions | ${sessions.length} |`,
      `| of them taken to the end | ${finished} |`,
      ...COUNTS.map((count) => `| ${count} | ${counts[count]} |`),
      `| promises not kept | ${faults.length} |`,
    ].join('\n'),
  ].join('\n\n')}\n`;
}
