import type { ActiveJourney, Journey } from '../contract/journey.ts';
import type { Status } from '../contract/status.ts';
import type { CurrentSession } from './currentSession.ts';
import { activeStage } from './stages/activeStage.ts';
import type { BreakAccount } from './stages/examBreak.ts';
import type { ServerClock } from './system/clock.ts';
import type { SavedSessionFile } from './system/savedSession.ts';

interface Deps {
  readonly saved: SavedSessionFile;
  readonly clock: ServerClock;
  readonly breaks: BreakAccount;
  readonly session: () => CurrentSession | undefined;
}

/**
 * Writes down each move of the journey before it is true for anybody: first its statuses, which the
 * server must get, then where the candidate is. A crash between the two repeats a status, which the
 * server takes once; the other way round one would be missing.
 */
export function keepMoves({ saved, clock, breaks, session }: Deps) {
  let written = '';
  return async ({
    before,
    after,
    statuses,
  }: {
    before: Journey;
    after: Journey;
    statuses: readonly Status[];
  }): Promise<void> => {
    const current = session();
    if (current === undefined) return;
    for (const status of statuses) await current.reportStatus(status);
    const [was, is] = [activeStage(before), activeStage(after)];
    const left = !('session' in is);
    // What is over is removed by its own stage; after leaving, the way back leads to where one was.
    if (left && !('session' in was && was.stage !== 'finish')) return;
    const journey = left ? was : is;
    const lasting = JSON.stringify([left, lastingPart(journey)]);
    if (lasting === written) return;
    await saved.write({
      server: current.server,
      grant: current.grant,
      journey,
      left,
      breakTaken: breaks.taken(clock.now()),
      clockOffset: clock.offset(),
    });
    written = lasting;
  };
}

/** What a restart needs; the page, what covers it and what is unsent are found out anew. */
function lastingPart(journey: ActiveJourney): object {
  if (journey.stage === 'exam') return { ...journey, page: 'loading', covers: [] };
  return journey.stage === 'finish' ? { ...journey, unsent: 0 } : journey;
}
