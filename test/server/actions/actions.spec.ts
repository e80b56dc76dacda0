import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HeartbeatAnswer, type SessionState } from '../../../contract/http.ts';
import { actions, type Action, type Performed } from '../../../server/actions/index.ts';
import { withSession } from '../../../server/sessions/withSession.ts';
import { listAudit } from '../../../server/storage/audit.ts';
import { listDeskActions } from '../../../server/storage/desk.ts';
import { listIncidents } from '../../../server/storage/incidents.ts';
import { event, openApp, status, type App } from '../support/app.ts';
import { iso, parameters, start } from '../support/lms.ts';
import { MINUTE, pass, startTestServer, type TestServer } from '../support/server.ts';
import { performAs } from '../support/performAs.ts';

const PROCTOR = 'administrator:vera';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

async function open(changes: object = {}): Promise<App> {
  return openApp(server, parameters(server, changes));
}

async function inExam(changes: object = {}): Promise<App> {
  const app = await open(changes);
  await app.send(status(server, 'in_setup'), status(server, 'exam_started'));
  return app;
}

const perform = <Input>(app: App, action: Action<Input>, input: object): Promise<Performed> =>
  performAs(server.deps, { sessionId: app.grant.id, actor: PROCTOR }, action, input);

const stateOf = async (app: App): Promise<SessionState> =>
  HeartbeatAnswer.parse((await app.beat()).body).state;
const audited = async (app: App): Promise<string[]> =>
  (await listAudit(server.deps.database, app.grant.id))
    .filter(({ actor }) => actor === PROCTOR)
    .map(({ action }) => action);
const kept = async (app: App) => listDeskActions(server.deps.database, app.grant.id);

describe('a lock', () => {
  it('reaches the app, is told as shown, and goes away', async () => {
    const app = await inExam();
    expect(await perform(app, actions.unlock, {})).toEqual({
      done: false,
      reason: 'exam_not_locked',
    });
    const locked = await perform(app, actions.lock, { words: ' Please show your desk. ' });
    if (!locked.done) throw new Error(locked.reason);
    const state = await stateOf(app);
    expect(state.desk?.lock).toMatchObject({ id: locked.id, words: 'Please show your desk.' });
    expect(await perform(app, actions.lock, { words: 'again' })).toEqual({
      done: false,
      reason: 'exam_locked_already',
    });

    server.clock.skip(2_000);
    await app.send(event(server, { type: 'shown', what: 'locked', action: locked.id }));
    expect((await kept(app))[0]?.shownAt?.getTime()).toBe(server.now());

    expect((await perform(app, actions.unlock, {})).done).toBe(true);
    const after = await stateOf(app);
    expect(after.desk?.lock).toBeUndefined();
    expect(after.revision).toBeGreaterThan(state.revision ?? Infinity);
    await app.send(event(server, { type: 'shown', what: 'unlocked', action: locked.id }));
    expect((await kept(app)).map(({ shownAt }) => shownAt === null)).toEqual([false, false]);
    expect(await audited(app)).toEqual(['exam_locked', 'exam_unlocked']);
  });

  it('makes no sense before the start and after the end', async () => {
    const early = await open();
    const late = await inExam();
    await late.send(status(server, 'exam_finished'));
    for (const app of [early, late]) {
      for (const action of [actions.lock, actions.warn]) {
        expect(await perform(app, action, { words: 'x' })).toEqual({
          done: false,
          reason: 'exam_not_running',
        });
      }
      expect(await audited(app)).toEqual([]);
    }
  });
});

describe('a warning', () => {
  it.each([
    ['online', true, true],
    ['online', false, false],
    ['offline', true, false],
  ])('with proctoring %s and showing %s is shown: %s', async (proctoring, shows, isShown) => {
    const app = await open({ proctoring, sendManualWarningsToLearner: shows });
    await perform(await admitted(app), actions.admit, {});
    await app.send(status(server, 'in_setup'), status(server, 'exam_started'));
    expect((await perform(app, actions.warn, { words: 'Look at the screen.' })).done).toBe(true);
    const { desk } = await stateOf(app);
    expect(desk?.notes.some(({ kind }) => kind === 'warning')).toBe(isShown);
    const [incident] = await listIncidents(server.deps.database, app.grant.id);
    expect(incident).toMatchObject({ kind: 'manual_warning', source: 'staff' });
  });

  it('stays until it is read', async () => {
    const app = await open({ proctoring: 'online' });
    await perform(await admitted(app), actions.admit, {});
    await app.send(status(server, 'in_setup'), status(server, 'exam_started'));
    const warned = await perform(app, actions.warn, { words: 'Look at the screen.' });
    if (!warned.done) throw new Error(warned.reason);
    const tell = (what: string) =>
      app.send(event(server, { type: 'shown', what, action: warned.id }));
    await tell('warning_shown');
    expect((await stateOf(app)).desk?.notes[0]).toMatchObject({ shown: false });
    await tell('warning_read');
    expect((await stateOf(app)).desk?.notes[0]).toMatchObject({ shown: true });
  });
});

/** A live exam's candidate asks to be let in. */
async function admitted(app: App): Promise<App> {
  await app.send(status(server, 'in_setup'), event(server, { type: 'admission_asked' }));
  return app;
}

describe('the chat', () => {
  it('goes both ways and tells each what the other read', async () => {
    const app = await inExam();
    const asked = event(server, { type: 'message', words: 'May I use paper?' });
    await app.send(asked);
    await app.send({ ...asked });
    expect((await kept(app)).map(({ id, readAt }) => [id, readAt])).toEqual([[asked.id, null]]);
    server.clock.skip(1_000);
    await perform(app, actions.message, { words: 'Yes.' });
    const [question, answer] = await kept(app);
    expect(question?.readAt?.getTime()).toBe(server.now());
    expect(answer).toMatchObject({ sender: 'staff', words: 'Yes.', shownAt: null });
    expect((await stateOf(app)).desk?.notes.map(({ from, words }) => [from, words])).toEqual([
      ['candidate', 'May I use paper?'],
      ['staff', 'Yes.'],
    ]);
  });

  it.each(['', '   ', 'x'.repeat(1001)])('takes no words that are none or endless', (words) => {
    expect(actions.message.input.safeParse({ words }).success).toBe(false);
  });
});

describe('more time', () => {
  it('moves the end of a running exam, is told, and stops at 600 minutes', async () => {
    const app = await inExam();
    const began = server.now();
    const before = await stateOf(app);
    expect((await perform(app, actions['extend-time'], { minutes: 10 })).done).toBe(true);
    const after = await stateOf(app);
    expect(after.endsAt).toBe(iso(began + 70 * MINUTE));
    expect(after.revision).toBeGreaterThan(before.revision ?? Infinity);
    expect(after.desk?.notes).toMatchObject([{ kind: 'time', from: 'staff' }]);
    await perform(app, actions['extend-time'], { minutes: 25, sum: true });
    expect((await stateOf(app)).accommodations.extraMinutes).toBe(25);
    expect(await perform(app, actions['extend-time'], { minutes: 25, sum: true })).toEqual({
      done: false,
      reason: 'nothing_to_change',
    });
    expect(await perform(app, actions['extend-time'], { minutes: 580 })).toEqual({
      done: false,
      reason: 'too_many_minutes',
    });
    expect(await audited(app)).toEqual(['extra_minutes_granted', 'extra_minutes_granted']);
  });
});

describe('late entry', () => {
  it('lets one session in after the end date, and outlives the next start of the LMS', async () => {
    const given = parameters(server, {
      startDate: iso(server.now() - 2 * MINUTE),
      endDate: iso(server.now() + MINUTE),
    });
    const app = await openApp(server, given);
    server.clock.skip(5 * MINUTE);
    expect(await start(server, given)).toMatchObject({ status: 403, body: { error: 'too_late' } });
    const until = server.now() + 90 * MINUTE;
    expect((await perform(app, actions['late-entry'], { until })).done).toBe(true);
    expect((await start(server, given)).status).toBe(200);
    await app.send(status(server, 'in_setup'), status(server, 'exam_started'));
    expect(await stateOf(app)).toMatchObject({
      status: 'exam_started',
      windowEndsAt: iso(until),
      endsAt: iso(server.now() + 60 * MINUTE),
    });
    expect(await perform(app, actions['late-entry'], { until: until - 1 })).toEqual({
      done: false,
      reason: 'time_not_later',
    });
  });
});

describe('end and reopening', () => {
  it('ends for good measure, opens again, and refuses both twice', async () => {
    const app = await inExam();
    expect(await perform(app, actions.reopen, {})).toEqual({
      done: false,
      reason: 'exam_not_over',
    });
    expect((await perform(app, actions.end, { words: 'Fire alarm.' })).done).toBe(true);
    expect(await stateOf(app)).toMatchObject({
      status: 'exam_finished',
      closed: { by: 'staff' },
      desk: { notes: [{ kind: 'ended', words: 'Fire alarm.' }] },
    });
    expect(await perform(app, actions.end, {})).toEqual({ done: false, reason: 'exam_is_over' });
    expect(await perform(app, actions.message, { words: 'x' })).toMatchObject({ done: false });

    expect((await perform(app, actions.reopen, {})).done).toBe(true);
    const state = await stateOf(app);
    expect(state.status).toBe('exam_started');
    expect(state.closed).toBeUndefined();
    expect(await audited(app)).toEqual(['exam_ended', 'session_reopened']);
  });

  it('reopens what absence closed, and not what time closed before more is given', async () => {
    const app = await inExam();
    await pass(server, 12 * MINUTE);
    expect((await perform(app, actions.reopen, {})).done).toBe(true);
    expect((await stateOf(app)).status).toBe('exam_started');

    const late = await inExam();
    for (let minute = 0; minute < 66; minute += 4) {
      await pass(server, 4 * MINUTE);
      await late.beat();
    }
    expect((await stateOf(late)).closed?.by).toBe('time');
    expect(await perform(late, actions.reopen, {})).toEqual({
      done: false,
      reason: 'time_is_over',
    });
    await perform(late, actions['extend-time'], { minutes: 30 });
    expect((await perform(late, actions.reopen, {})).done).toBe(true);
    expect((await stateOf(late)).status).toBe('exam_started');
  });
});

describe('admission', () => {
  it('is asked, sent back for a photo, asked again, and given', async () => {
    const app = await open({ proctoring: 'online', identification: 'face' });
    expect(await perform(app, actions.admit, {})).toEqual({ done: false, reason: 'nobody_waits' });
    await admitted(app);
    expect((await stateOf(app)).desk?.admission).toMatchObject({ state: 'waiting' });
    const retake = { photo: 'face', words: 'Too dark.' };
    expect(await perform(app, actions['ask-retake'], { ...retake, photo: 'passport' })).toEqual({
      done: false,
      reason: 'photo_not_asked',
    });
    expect((await perform(app, actions['ask-retake'], retake)).done).toBe(true);
    expect((await stateOf(app)).desk?.admission).toMatchObject({ state: 'retake', ...retake });
    // The question that was answered by it, delivered late.
    await app.send(event(server, { type: 'admission_asked' }));
    expect((await stateOf(app)).desk?.admission?.state).toBe('retake');
    server.clock.skip(1_000);
    await app.send(event(server, { type: 'admission_asked' }));
    expect((await stateOf(app)).desk?.admission?.state).toBe('waiting');
    expect((await perform(app, actions.admit, {})).done).toBe(true);
    expect((await stateOf(app)).desk?.admission?.state).toBe('admitted');
    expect(await audited(app)).toEqual(['retake_asked', 'candidate_admitted']);
  });

  it('is refused with a reason, leaves the session open, and can be thought over', async () => {
    const app = await admitted(await open({ proctoring: 'identification' }));
    expect((await perform(app, actions['refuse-identity'], { words: 'Not the same.' })).done).toBe(
      true,
    );
    expect(await stateOf(app)).toMatchObject({
      status: 'in_setup',
      desk: { admission: { state: 'refused', words: 'Not the same.' } },
    });
    expect((await perform(app, actions.admit, {})).done).toBe(true);
  });
});

it('names no session that is not there', async () => {
  const done = await withSession(server.deps, randomUUID(), (work) =>
    actions.unlock.perform(work, {}, PROCTOR),
  );
  expect(done).toBeUndefined();
});
