import { randomUUID } from 'node:crypto';
import { addIncident } from '../storage/incidents.ts';
import { closingRule } from '../time/closingRule.ts';
import { whatIsDue, type Due, type RunningFacts } from '../time/whatIsDue.ts';
import { closeSession } from './closeSession.ts';
import { moveStatus } from './moveStatus.ts';
import { reconnectMinutesOf } from './reconnectMinutesOf.ts';
import { update, type SessionWork } from './work.ts';

/** Does to a session what the clock owes it: see `whatIsDue`. */
export async function settle(work: SessionWork): Promise<void> {
  const listeningSince = work.deps.watch.listeningSince();
  for (const due of whatIsDue(factsOf(work), work.now, listeningSince)) await pay(work, due);
}

function factsOf({ deps, session, accommodations }: SessionWork): RunningFacts {
  const { startedAt, lastSeenAt, timeUpFor, closingResumedAt } = session;
  return {
    status: session.status,
    windowEndsAt: session.windowEnd.getTime(),
    durationMinutes: session.terms.duration,
    extraMinutes: accommodations.extraMinutes,
    reconnectMinutes: reconnectMinutesOf(deps.config, session.integration),
    closing: closingRule(session),
    ...(closingResumedAt === null ? {} : { resumedAt: closingResumedAt.getTime() }),
    ...(startedAt === null ? {} : { startedAt: startedAt.getTime() }),
    ...(lastSeenAt === null ? {} : { lastSeenAt: lastSeenAt.getTime() }),
    ...(timeUpFor === null ? {} : { timeUpFor: timeUpFor.getTime() }),
  };
}

async function pay(work: SessionWork, due: Due): Promise<void> {
  switch (due.what) {
    case 'left_setup':
      await moveStatus(work, { status: 'exam_not_started', at: due.at, cause: 'absence' });
      break;
    case 'time_up':
      await tellTimeUp(work, due.endsAt);
      break;
    case 'out_of_time':
      await closeSession(work, { by: 'time', at: due.at });
      break;
    case 'disconnected': {
      const { at, absentSince } = due;
      await closeSession(work, { by: 'disconnected', at, absentSince });
      break;
    }
  }
}

async function tellTimeUp(work: SessionWork, endsAt: number): Promise<void> {
  await addIncident(work.db, {
    id: randomUUID(),
    sessionId: work.session.id,
    incident: { kind: 'time_up', severity: 'info', evidence: [] },
    at: endsAt,
    receivedAt: work.now,
    source: 'server',
  });
  await update(work, { timeUpFor: new Date(endsAt) });
  work.visible = true;
}
