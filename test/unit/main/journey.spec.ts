import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Journey, JourneyAt } from '../../../contract/journey.ts';
import { START } from '../../../contract/journey.ts';
import { currentSession } from '../../../main/currentSession.ts';
import { keepJourney } from '../../../main/journey.ts';
import { keepMoves } from '../../../main/keeping.ts';
import { eventsOf, stateTaker } from '../../../main/serverState.ts';
import { breakAccount } from '../../../main/stages/examBreak.ts';
import { serverClock } from '../../../main/system/clock.ts';
import { savedSessionFile } from '../../../main/system/savedSession.ts';
import { sealer } from '../../../main/system/sealing.ts';
import { keptLog, silentLog } from '../../fakes/log.ts';
import { fakeOutbox, heartbeatItem } from '../../fakes/outbox.ts';
import { STATE } from '../../fakes/serverClient.ts';
import { grant } from '../../fixtures/grant.ts';
import { sessionView } from '../../fixtures/session.ts';
import { eventually } from '../../setup/eventually.ts';

const session = sessionView({ identification: 'skip' });
const setup: JourneyAt<'setup'> = { stage: 'setup', session, done: ['rules'] };
const exam: JourneyAt<'exam'> = {
  stage: 'exam',
  session,
  phase: 'running',
  startedAt: 1_000,
  endsAt: 2_000,
  page: 'shown',
  covers: [],
};

describe('the journey', () => {
  test('moves one event after the other, and tells a move when it is written down', async () => {
    const order: string[] = [];
    const journey = keepJourney({
      start: START,
      async commit({ after }) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        order.push(`written ${after.stage === 'link' ? after.phase : ''}`);
      },
      log: silentLog,
    });
    journey.onChange((_before, after) => {
      order.push(`told ${after.stage === 'link' ? after.phase : ''}`);
    });
    await Promise.all([
      journey.apply({ type: 'link.received', host: 'a.example', trusted: false }),
      journey.apply({ type: 'link.confirmed' }),
    ]);
    expect(order).toEqual([
      'written confirming',
      'told confirming',
      'written opening',
      'told opening',
    ]);
  });

  test('an event that does not belong is not written and not told', async () => {
    const commit = vi.fn(() => Promise.resolve());
    const journey = keepJourney({ start: START, commit, log: silentLog });
    await journey.apply({ type: 'consent.given' });
    expect(commit).not.toHaveBeenCalled();
    expect(journey.now()).toBe(START);
  });

  test('a disk that fails holds nobody back', async () => {
    const log = keptLog();
    const commit = () => Promise.reject(new Error('no space left'));
    const journey = keepJourney({ start: START, commit, log });
    await journey.apply({ type: 'link.received', host: 'a.example', trusted: true });
    expect(journey.now()).toMatchObject({ phase: 'opening' });
    expect(log.lines.join()).toContain('no space left');
  });
});

describe('what a move leaves on disk', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'moves-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  function keep() {
    const outbox = fakeOutbox();
    const saved = savedSessionFile(path.join(folder, 's'), sealer(randomBytes(32)), silentLog);
    const clock = serverClock();
    const server = 'https://proctor.uni.example/';
    const current = currentSession({
      grant: grant({ status: 'in_setup' }),
      server,
      outbox,
      clock,
      log: silentLog,
    });
    const commit = keepMoves({ saved, clock, breaks: breakAccount(), session: () => current });
    const move = (before: Journey, after: Journey) =>
      commit({ before, after, statuses: ['exam_started'] });
    return { outbox, saved, move, commit };
  }

  test('is its status first, and then where the candidate is', async () => {
    const { outbox, saved, move } = keep();
    const write = vi.spyOn(saved, 'write').mockImplementation(() => {
      expect(outbox.recorded).toHaveLength(1);
      return Promise.resolve();
    });
    await move(setup, exam);
    expect(write).toHaveBeenCalledOnce();
    expect(outbox.recorded).toMatchObject([{ event: { type: 'status', status: 'exam_started' } }]);
  });

  test('is not written again for how the page is, or what covers it', async () => {
    const { saved, move } = keep();
    await move(setup, exam);
    const write = vi.spyOn(saved, 'write');
    await move(exam, { ...exam, page: 'crashed' });
    await move(exam, { ...exam, covers: [{ reason: 'second_display', evidence: [] }] });
    expect(write).not.toHaveBeenCalled();
    await move(exam, { ...exam, phase: 'break' });
    expect(write).toHaveBeenCalledOnce();
  });

  test('under a block is the stage that the block interrupts', async () => {
    const { saved, move } = keep();
    await move(exam, { stage: 'blocked', reason: 'access_replaced', evidence: [], back: exam });
    expect(await saved.read()).toMatchObject({ journey: { stage: 'exam' }, left: false });
  });

  test('after leaving is the way back, marked as left', async () => {
    const { saved, move } = keep();
    await move(exam, START);
    expect(await saved.read()).toMatchObject({ journey: { stage: 'exam' }, left: true });
  });

  test('after the end page is nothing new', async () => {
    const { saved, commit } = keep();
    const finish: JourneyAt<'finish'> = { stage: 'finish', session, by: 'lms', unsent: 0 };
    await commit({ before: finish, after: START, statuses: [] });
    expect(await saved.read()).toBeUndefined();
  });
});

describe('a session that reports', () => {
  const make = (status: Parameters<typeof grant>[0] = {}) => {
    const outbox = fakeOutbox();
    const deps = { server: 'https://a.example/', outbox, clock: serverClock(), log: silentLog };
    return { outbox, session: currentSession({ ...deps, grant: grant(status) }) };
  };
  const statuses = (outbox: ReturnType<typeof fakeOutbox>) =>
    outbox.recorded.map((item) =>
      item.type === 'event' && item.event.type === 'status' ? item.event.status : item.type,
    );

  test('tells no status backwards and none twice', async () => {
    const { outbox, session: told } = make({ status: 'in_setup' });
    await told.reportStatus('after_check_req');
    await told.reportStatus('in_setup');
    await told.reportStatus('exam_not_started');
    await told.reportStatus('in_setup');
    await told.reportStatus('exam_started');
    await told.reportStatus('exam_started');
    expect(statuses(outbox)).toEqual(['exam_not_started', 'in_setup', 'exam_started']);
  });

  test('believes the server where nothing of its own is on the way', async () => {
    const { outbox, session: told } = make({ status: 'in_setup' });
    told.learnStatus('exam_not_started');
    await told.reportStatus('in_setup');
    told.learnStatus('exam_not_started');
    await told.reportStatus('in_setup');
    expect(statuses(outbox)).toEqual(['in_setup']);
  });

  test('keeps a picture before its record', async () => {
    const { outbox, session: told } = make();
    vi.spyOn(outbox, 'record').mockImplementation((item) => {
      expect(item.type === 'photo' && outbox.pictures.has(item.photo.id)).toBe(true);
      return Promise.resolve();
    });
    await told.reportPhoto({ kind: 'face', jpeg: Buffer.from('x'), overridden: [] });
    expect(outbox.pictures.size).toBe(1);
  });
});

describe('what the server says of the session', () => {
  test('ends it, moves its end and says where to go', () => {
    const closed = { by: 'lms', reason: 'session_closed' } as const;
    const endsAt = '2026-06-20T08:00:00.000Z';
    const returnUrl = 'https://lms.example/review';
    expect(eventsOf({ ...STATE, closed, endsAt, returnUrl }, 3)).toEqual([
      { type: 'time.changed', endsAt: Date.parse(endsAt) },
      { type: 'exam.finished', by: 'lms', unsent: 3, closed: true, returnUrl },
      { type: 'return.changed', returnUrl },
    ]);
    expect(eventsOf(STATE, 0)).toEqual([]);
  });

  test('opens it again, once nothing of ours is on the way', () => {
    const times = { startedAt: '2026-06-20T07:00:00.000Z', endsAt: '2026-06-20T08:00:00.000Z' };
    const open = { ...STATE, ...times, status: 'exam_started', revision: 9 } as const;
    const reopened = {
      type: 'exam.reopened',
      startedAt: Date.parse(times.startedAt),
      endsAt: Date.parse(times.endsAt),
    };
    expect(eventsOf(open, 0)).toContainEqual(reopened);
    expect(eventsOf(open, 1)).not.toContainEqual(reopened);
    expect(eventsOf({ ...open, status: 'exam_finished' }, 0)).not.toContainEqual(reopened);
  });

  test('absence is believed only when no proof of presence waits any more', () => {
    const closed = { by: 'disconnected', reason: 'closed_disconnected' } as const;
    expect(eventsOf({ ...STATE, closed }, 1)).toEqual([]);
    expect(eventsOf({ ...STATE, closed }, 0)).toMatchObject([{ by: 'disconnected' }]);
  });

  test('granted minutes reach the screens at once', async () => {
    const outbox = fakeOutbox();
    await outbox.record(heartbeatItem());
    const clock = serverClock();
    const server = 'https://proctor.uni.example/';
    const current = currentSession({ grant: grant(), server, outbox, clock, log: silentLog });
    const journey = keepJourney({ start: exam, commit: () => Promise.resolve(), log: silentLog });
    const accommodations = { extraMinutes: 30, waivedSteps: [], breakMinutes: 0 };
    const states = stateTaker({ journey, clock, sessions: () => ({ current: () => current }) });
    const later = { ...STATE, accommodations, endsAt: '2026-06-20T08:00:00.000Z' };
    states.answered({ value: { ...later, revision: 7 }, asked: 0, answered: 0 });
    // One that was on its way for longer, over the line or as an answer, undoes nothing.
    states.told({ ...STATE, revision: 6 });
    states.answered({ value: { ...STATE, revision: 5 }, asked: 0, answered: 0 });
    await eventually(() =>
      expect(journey.now()).toMatchObject({
        endsAt: Date.parse('2026-06-20T08:00:00.000Z'),
        session: { accommodations },
      }),
    );
  });
});
