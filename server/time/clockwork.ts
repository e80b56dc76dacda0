import type { Deps } from '../deps.ts';
import { jobs, type Job } from './jobs.ts';

/** How soon a process that has just taken the jobs over begins with them (milliseconds). */
const ASK_EVERY = 500;

/**
 * Does the timed jobs, each in its own rhythm, while they are this process's to do. A round that fails is
 * logged, and the next one tries again.
 * @returns ends it, and waits for the rounds under way
 */
export function startClockwork(deps: Deps): () => Promise<void> {
  const ends = jobs.map((job) => repeat(job, deps));
  return async () => {
    await Promise.all(ends.map((end) => end()));
  };
}

function repeat(job: Job, deps: Deps): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let ended = false;
  let next = -Infinity;
  const look = async (): Promise<void> => {
    if (performance.now() < next || !(job.everywhere === true || deps.membership.holdsJobs()))
      return;
    try {
      await job.round(deps);
    } catch (error) {
      const cause = error instanceof Error ? error.message : '';
      deps.log.error({ event: 'clockwork', job: job.name, error: cause });
    }
    next = performance.now() + job.every;
  };
  const again = (): void => {
    if (ended) return;
    running = look();
    void running.then(() => {
      if (!ended) timer = setTimeout(again, Math.min(ASK_EVERY, job.every));
    });
  };
  again();
  return async () => {
    ended = true;
    clearTimeout(timer);
    await running;
  };
}
