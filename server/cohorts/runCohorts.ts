import type { Deps } from '../deps.ts';
import { withSession } from '../sessions/withSession.ts';
import { finishJob, listUnfinishedJobs, listWaiting, settleItem } from '../storage/cohorts.ts';
import { cohortAction } from './cohortActions.ts';

/** Taken at once; between two such parts another job may go on. */
const PART = 50;

type Job = Awaited<ReturnType<typeof listUnfinishedJobs>>[number];

/**
 * One round: goes on with every job until nothing waits. A session and what is said of it are one
 * transaction, so that a process that dies in the middle leaves each session either done or waiting,
 * and two processes at once do none twice.
 */
export async function runCohorts(deps: Deps): Promise<void> {
  const jobs = await listUnfinishedJobs(deps.database);
  for (const job of jobs) {
    for (;;) {
      const waiting = await listWaiting(deps.database, job.id, PART);
      if (waiting.length === 0) break;
      for (const sessionId of waiting) await act(deps, job, sessionId);
    }
    await finishJob(deps.database, job.id, deps.clock.now());
  }
}

async function act(deps: Deps, job: Job, sessionId: string): Promise<void> {
  const item = { jobId: job.id, sessionId };
  const action = cohortAction(job.action);
  try {
    await withSession(deps, sessionId, async (work) => {
      const { db, now: at } = work;
      // Said first: whoever comes second is told so by the row, which this transaction holds.
      if (!(await settleItem(db, { ...item, state: 'done', at }))) return;
      const performed = await action.perform(work, action.input.parse(job.input), job.actor);
      if (performed.done) return;
      await db
        .updateTable('cohortItems')
        .set({ state: 'refused', reason: performed.reason })
        .where('jobId', '=', item.jobId)
        .where('sessionId', '=', sessionId)
        .execute();
    });
  } catch (error) {
    const cause = error instanceof Error ? error.message : '';
    deps.log.error({ event: 'cohort_item', job: job.id, error: cause });
    const at = deps.clock.now();
    await settleItem(deps.database, { ...item, state: 'failed', reason: 'server_fault', at });
  }
}
