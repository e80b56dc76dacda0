import type { Deps } from '../deps.ts';
import { eraseAnew } from '../sessions/eraseAnew.ts';
import { beginWork } from '../sessions/withSession.ts';
import { tell, type SessionWork } from '../sessions/work.ts';
import { finishJob, listUnfinishedJobs, settleItem, takeWaiting } from '../storage/cohorts.ts';
import { lockSession } from '../storage/sessions.ts';
import { cohortAction } from './cohortActions.ts';

/** Sessions done at once by one process; the rest of its connections is for the apps. */
const LANES = 3;

type Job = Awaited<ReturnType<typeof listUnfinishedJobs>>[number];

/**
 * One round: goes on with every job until nothing waits. A session and what is said of it are one
 * transaction, so that a process that dies in the middle leaves each session either done or waiting.
 * Two processes at once share the work: what one holds the other passes over.
 */
export async function runCohorts(deps: Deps): Promise<void> {
  const jobs = await listUnfinishedJobs(deps.database);
  for (const job of jobs) {
    await Promise.all(Array.from({ length: LANES }, () => untilNothingWaits(deps, job)));
    await finishJob(deps.database, job.id, deps.clock.now());
  }
}

async function untilNothingWaits(deps: Deps, job: Job): Promise<void> {
  while (await actOnNext(deps, job)) {
    // Until none is left.
  }
}

/** @returns false when no session of the job waits that nobody else holds */
async function actOnNext(deps: Deps, job: Job): Promise<boolean> {
  let sessionId: string | undefined;
  try {
    const work = await deps.database.transaction().execute(async (db) => {
      sessionId = await takeWaiting(db, job.id);
      const session = sessionId === undefined ? undefined : await lockSession(db, sessionId);
      if (session === undefined) return undefined;
      const begun = await beginWork(deps, db, session);
      await act(begun, job);
      await eraseAnew(begun);
      return begun;
    });
    if (work !== undefined) tell(work);
  } catch (error) {
    // Not known which: the database itself is away, and the next round goes on.
    if (sessionId === undefined) throw error;
    const cause = error instanceof Error ? error.message : '';
    deps.log.error({ event: 'cohort_item', job: job.id, error: cause });
    const failed = { state: 'failed', reason: 'server_fault', at: deps.clock.now() } as const;
    await settleItem(deps.database, { jobId: job.id, sessionId, ...failed });
  }
  return sessionId !== undefined;
}

async function act(work: SessionWork, job: Job): Promise<void> {
  const action = cohortAction(job.action);
  const performed = await action.perform(work, action.input.parse(job.input), job.actor, job.id);
  await settleItem(work.db, {
    ...{ jobId: job.id, sessionId: work.session.id, at: work.now },
    ...(performed.done
      ? { state: 'done', ...(performed.note === undefined ? {} : { reason: performed.note }) }
      : { state: 'refused', reason: performed.reason }),
  });
}
