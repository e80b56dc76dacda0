import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HeartbeatAnswer, type SessionState } from '../../contract/http.ts';
import { actions } from '../../server/actions/index.ts';
import { listAudit } from '../../server/storage/audit.ts';
import { listIncidents } from '../../server/storage/incidents.ts';
import { listTransitions } from '../../server/storage/transitions.ts';
import { openApp, status, type App } from './support/app.ts';
import { call, iso, parameters, start } from './support/lms.ts';
import { MINUTE, pass, startTestServer, type TestServer } from './support/server.ts';
import { performAs } from './support/performAs.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** An app in its exam, and the start that leads back to it. */
async function inExam(changes: object = {}): Promise<{ app: App; given: object; began: number }> {
  const given = parameters(server, changes);
  const app = await openApp(server, given);
  await app.send(status(server, 'in_setup'), status(server, 'exam_started'));
  return { app, given, began: server.now() };
}

/** Time passes while the app is heard all along. */
async function run(app: App, milliseconds: number): Promise<void> {
  for (let left = milliseconds; left > 0; left -= 4 * MINUTE) {
    await pass(server, Math.min(left, 4 * MINUTE));
    await app.beat();
  }
}

const stateOf = async (app: App): Promise<SessionState> =>
  HeartbeatAnswer.parse((await app.beat()).body).state;
const kinds = async (app: App): Promise<string[]> =>
  (await listIncidents(server.deps.database, app.grant.id)).map(({ kind }) => kind);
const moves = async (app: App): Promise<string[]> =>
  (await listTransitions(server.deps.database, app.grant.id)).map(
    (each) => `${each.status} ${each.cause}`,
  );
const readStatus = async (id: string): Promise<string> => {
  const row = await server.deps.database
    .selectFrom('sessions')
    .select('status')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return row.status;
};

describe('the end of an exam', () => {
  it('is told at zero, cuts nothing, and comes five minutes later', async () => {
    const { app, began } = await inExam();
    await run(app, 59 * MINUTE);
    expect(await kinds(app)).toEqual([]);
    await run(app, MINUTE);
    expect(await stateOf(app)).toMatchObject({
      status: 'exam_started',
      endsAt: iso(began + 60 * MINUTE),
    });
    await run(app, 4 * MINUTE);
    expect(await kinds(app)).toEqual(['time_up']);
    expect((await stateOf(app)).status).toBe('exam_started');
    await run(app, MINUTE);
    expect(await stateOf(app)).toMatchObject({
      status: 'exam_finished',
      closed: { by: 'time', reason: 'closed_out_of_time' },
    });
    expect(await moves(app)).toContain('exam_finished time');
  });

  it('may be the LMS’s own within the five minutes', async () => {
    const { app, given } = await inExam();
    await run(app, 62 * MINUTE);
    const id = String((given as Record<string, unknown>)['sessionId']);
    const answer = await call(server, 'POST', `sessions/${id}/finish/`);
    expect(answer.body).toEqual({ message: 'finished' });
    expect((await stateOf(app)).closed?.by).toBe('lms');
  });

  it('is endDate when that comes first', async () => {
    const end = server.now() + 20 * MINUTE;
    const { app } = await inExam({ endDate: iso(end) });
    expect((await stateOf(app)).endsAt).toBe(iso(end));
    await run(app, 25 * MINUTE);
    expect((await stateOf(app)).closed?.by).toBe('time');
  });

  it('moves with granted minutes, is told again, and leaves its trace', async () => {
    const { app, began } = await inExam();
    await run(app, 61 * MINUTE);
    const ada = { sessionId: app.grant.id, actor: 'administrator:ada' };
    await performAs(server.deps, ada, actions['extend-time'], { minutes: 15 });
    expect((await stateOf(app)).endsAt).toBe(iso(began + 75 * MINUTE));
    await run(app, 14 * MINUTE);
    expect(await kinds(app)).toEqual(['time_up', 'time_up']);
    expect((await stateOf(app)).status).toBe('exam_started');
    const audit = await listAudit(server.deps.database, app.grant.id);
    expect(audit[0]).toMatchObject({
      actor: 'administrator:ada',
      action: 'extra_minutes_granted',
      before: { extraMinutes: 0 },
      after: { extraMinutes: 15 },
    });
  });
});

describe('accommodations', () => {
  it('belong to the candidate in this exam, also in a new session after a closed one', async () => {
    const given = parameters(server);
    const app = await openApp(server, given);
    const ada = { sessionId: app.grant.id, actor: 'administrator:ada' };
    await performAs(server.deps, ada, actions['extend-time'], { minutes: 20 });
    await performAs(server.deps, ada, actions.overrule, { step: 'webcam' });
    await performAs(server.deps, ada, actions.overrule, { step: 'speakers' });
    await performAs(server.deps, ada, actions['withdraw-overrule'], { step: 'webcam' });
    const again = await openApp(server, { ...given, sessionId: `${String(given['sessionId'])}-2` });
    expect(again.grant.accommodations).toEqual({
      extraMinutes: 20,
      waivedSteps: ['speakers'],
      breakMinutes: 0,
    });
    const other = await openApp(server, parameters(server));
    expect(other.grant.accommodations.extraMinutes).toBe(0);
  });

  it('stay within their bounds', async () => {
    const { id: sessionId } = (await openApp(server, parameters(server))).grant;
    const ada = { sessionId, actor: 'administrator:ada' };
    const extend = (minutes: number) =>
      performAs(server.deps, ada, actions['extend-time'], { minutes });
    expect(await extend(600)).toMatchObject({ done: true });
    expect(await extend(1)).toEqual({ done: false, reason: 'too_many_minutes' });
    await expect(extend(601)).rejects.toThrow(/minutes/);
  });
});

describe('a candidate who is gone', () => {
  it('comes back by the same start link within the window', async () => {
    const { app, given, began } = await inExam();
    await run(app, 10 * MINUTE);
    await pass(server, 9.5 * MINUTE);
    const back = await openApp(server, given);
    expect(back.grant).toMatchObject({ status: 'exam_started', startedAt: iso(began) });
    expect(await stateOf(back)).toMatchObject({ endsAt: iso(began + 60 * MINUTE) });
    expect(await moves(back)).toEqual(await moves(app));
  });

  it('comes back by the saved grant within the window', async () => {
    const { app } = await inExam();
    await pass(server, 9.5 * MINUTE);
    expect((await app.refresh()).status).toBe(200);
    expect((await stateOf(app)).status).toBe('exam_started');
  });

  it('finds the session closed later, with the reason, on every way in', async () => {
    const { app, given, began } = await inExam();
    await pass(server, 10.5 * MINUTE);
    const { closedAt } = await server.deps.database
      .selectFrom('sessions')
      .select('closedAt')
      .where('id', '=', app.grant.id)
      .executeTakeFirstOrThrow();
    expect(closedAt?.getTime()).toBe(began + 10 * MINUTE);
    for (const answer of [await start(server, given), await app.refresh()]) {
      expect([answer.status, answer.body['error']]).toEqual([410, 'closed_disconnected']);
    }
    expect(await stateOf(app)).toMatchObject({
      status: 'exam_finished',
      closed: { by: 'disconnected', reason: 'closed_disconnected' },
    });
  });

  it('does not depend on when the clockwork looked', async () => {
    const { app, given } = await inExam();
    for (let step = 0; step < 21; step += 1) {
      server.clock.skip(30_000);
      server.deps.watch.tick();
    }
    expect((await start(server, given)).body['error']).toBe('closed_disconnected');
    expect(await moves(app)).toContain('exam_finished absence');
  });

  it('is not gone while the server itself stood still', async () => {
    const { app } = await inExam();
    server.clock.skip(40 * MINUTE);
    await pass(server, 9 * MINUTE);
    expect((await stateOf(app)).status).toBe('exam_started');
    await pass(server, 10.5 * MINUTE);
    expect((await stateOf(app)).closed?.by).toBe('disconnected');
  });

  it('may stay away before the start as long as the window lasts', async () => {
    const given = parameters(server);
    const app = await openApp(server, given);
    await app.send(status(server, 'after_check_req'));
    await pass(server, 90 * MINUTE);
    expect((await start(server, given)).status).toBe(200);
    expect((await stateOf(app)).status).toBe('after_check_req');
  });
});

describe('a candidate in setup', () => {
  it('who is not heard has not started, and is back in setup with the next heartbeat', async () => {
    const app = await openApp(server, parameters(server));
    await app.send(status(server, 'in_setup'));
    await pass(server, MINUTE);
    await app.beat({ stage: 'setup' });
    await pass(server, MINUTE);
    expect(await moves(app)).toEqual(['registered start', 'in_setup app']);
    await pass(server, MINUTE);
    expect(await readStatus(app.grant.id)).toBe('exam_not_started');
    await app.beat({ stage: 'setup' });
    expect(await moves(app)).toEqual([
      'registered start',
      'in_setup app',
      'exam_not_started absence',
      'in_setup return',
    ]);
  });

  it('who left stays away when an old heartbeat arrives', async () => {
    const app = await openApp(server, parameters(server));
    await app.send(status(server, 'in_setup'));
    const old = iso(server.now());
    await pass(server, 3 * MINUTE);
    await app.beat({ stage: 'setup', at: old });
    expect(await readStatus(app.grant.id)).toBe('exam_not_started');
  });
});
