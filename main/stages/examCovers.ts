import type { ActiveJourney } from '../../contract/journey.ts';

/** Counts how long the exam's page could not be seen for a cover, which staff may credit. */
export interface CoverAccount {
  /** The journey is here now. */
  readonly follow: (now: ActiveJourney) => void;
}

/** A long cover is reported in parts, so that a crash loses no more than one of them. Milliseconds. */
const PART = 30_000;

interface Deps {
  /** Milliseconds since the epoch, the server's clock. */
  readonly now: () => number;
  /** The page was covered from `since` until now. */
  readonly report: (since: number) => void;
}

export function coverAccount({ now, report }: Deps): CoverAccount {
  let since: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  const part = (): void => {
    if (since === undefined) return;
    report(since);
    since = now();
  };
  return {
    follow(journey) {
      // A break hides the page anyway, and is time of the candidate's own.
      const covered =
        journey.stage === 'exam' &&
        journey.phase === 'running' &&
        (journey.covers.length > 0 || journey.session.desk.lock !== undefined);
      if (covered && since === undefined) {
        since = now();
        timer = setInterval(part, PART);
      } else if (!covered && since !== undefined) {
        clearInterval(timer);
        part();
        since = undefined;
      }
    },
  };
}
