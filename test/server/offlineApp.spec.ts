import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EventsAnswer, HeartbeatAnswer, type SessionState } from '../../contract/http.ts';
import { listAudit } from '../../server/storage/audit.ts';
import { listIncidents } from '../../server/storage/incidents.ts';
import { listTransitions } from '../../server/storage/transitions.ts';
import { event, openApp, status, type App } from './support/app.ts';
import { iso, parameters, start } from './support/lms.ts';
import { MINUTE, pass, startTestServer, type TestServer } from './support/server.ts';

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

const stateOf = async (app: App): Promise<SessionState> =>
  HeartbeatAnswer.parse((await app.beat()).body).state;
const kinds = async (app: App): Promise<string[]> =>
  (await listIncidents(server.deps.database, app.grant.id)).map(({ kind }) => kind);
const moves = async (app: App): Promise<string[]> =>
  (await listTransitions(server.deps.database, app.grant.id)).map(
    (each) => `${each.status} ${each.cause}`,
  );
describe('an app that kept running without network', () => {
  const presence = (since: number, at: number) =>
    event(server, { type: 'presence', since: iso(since), at: iso(at) });

  it('has its session back when its record is unbroken', async () => {
    const { app, given, began } = await inExam();
    await pass(server, 25 * MINUTE);
    expect((await start(server, given)).body['error']).toBe('closed_disconnected');
    const answer = await app.send(presence(began, server.now()));
    const { state } = EventsAnswer.parse(answer.body);
    expect(state).toMatchObject({ status: 'exam_started', endsAt: iso(began + 60 * MINUTE) });
    expect(state.closed).toBeUndefined();
    expect((await start(server, given)).status).toBe(200);
    expect(await moves(app)).toEqual([
      'registered start',
      'in_setup app',
      'exam_started app',
      'exam_finished absence',
      'exam_started reopened',
    ]);
    const audit = await listAudit(server.deps.database, app.grant.id);
    expect(audit.map(({ action }) => action)).toEqual(['session_reopened']);
  });

  it('proves it by queued heartbeats as well', async () => {
    const { app, began } = await inExam();
    await pass(server, 20 * MINUTE);
    for (let minute = 2; minute < 20; minute += 6) {
      await app.beat({ at: iso(began + minute * MINUTE) });
    }
    expect((await stateOf(app)).status).toBe('exam_started');
  });

  it('stays out when the record has a gap as long as the window', async () => {
    const { app, began } = await inExam();
    await pass(server, 30 * MINUTE);
    const answer = await app.send(
      presence(began, began + 5 * MINUTE),
      presence(began + 15 * MINUTE, server.now()),
    );
    const { state } = EventsAnswer.parse(answer.body);
    expect(state.closed?.by).toBe('disconnected');
  });

  it('cannot buy time with a clock that runs ahead', async () => {
    const { app, began } = await inExam();
    await pass(server, 12 * MINUTE);
    await app.send(presence(began + 11.9 * MINUTE, server.now() + 60 * MINUTE));
    expect((await stateOf(app)).closed?.by).toBe('disconnected');
  });

  it('ends when the candidate finished, though the record comes after the finish', async () => {
    const { app, began } = await inExam();
    const finished = began + 30 * MINUTE;
    await pass(server, 45 * MINUTE);
    await app.send(status(server, 'exam_finished', { at: iso(finished) }));
    expect((await stateOf(app)).closed?.by).toBe('disconnected');
    await app.send(presence(began, finished));
    const row = await server.deps.database
      .selectFrom('sessions')
      .select(['status', 'closedBy', 'closedAt'])
      .where('id', '=', app.grant.id)
      .executeTakeFirst();
    expect(row).toEqual({
      status: 'exam_finished',
      closedBy: 'candidate',
      closedAt: new Date(finished),
    });
  });

  it('was never disconnected, but its time is over', async () => {
    const { app, began } = await inExam();
    await pass(server, 80 * MINUTE);
    await app.send(presence(began, server.now()));
    const state = await stateOf(app);
    expect(state.closed).toEqual({ by: 'time', reason: 'closed_out_of_time' });
    expect(await kinds(app)).toEqual(['time_up']);
  });
});
