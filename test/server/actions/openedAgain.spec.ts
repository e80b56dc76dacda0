import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HeartbeatAnswer, type SessionState } from '../../../contract/http.ts';
import { actions } from '../../../server/actions/index.ts';
import { openApp, status, type App } from '../support/app.ts';
import { iso, parameters } from '../support/lms.ts';
import { performAs } from '../support/performAs.ts';
import { MINUTE, pass, startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

async function inExam(): Promise<App> {
  const app = await openApp(server, parameters(server));
  await app.send(status(server, 'in_setup'), status(server, 'exam_started'));
  return app;
}
const reopen = (app: App) =>
  performAs(
    server.deps,
    { sessionId: app.grant.id, actor: 'administrator:vera' },
    actions.reopen,
    {},
  );
const stateOf = async (app: App): Promise<SessionState> =>
  HeartbeatAnswer.parse((await app.beat()).body).state;

describe('an exam that staff opened again', () => {
  it('is not closed by the finish of before when the network fails later', async () => {
    const app = await inExam();
    server.clock.skip(5 * MINUTE);
    await app.send(status(server, 'exam_finished'));
    server.clock.skip(MINUTE);
    expect((await reopen(app)).done).toBe(true);
    server.clock.skip(MINUTE);
    expect((await stateOf(app)).status).toBe('exam_started');
    await pass(server, 15 * MINUTE);
    expect((await stateOf(app)).closed?.by).toBe('disconnected');
  });

  it('is not closed by a finish of before that arrives after it', async () => {
    const app = await inExam();
    const finished = server.now() + 2 * MINUTE;
    await pass(server, 12 * MINUTE);
    expect((await reopen(app)).done).toBe(true);
    server.clock.skip(MINUTE);
    await app.send(status(server, 'exam_finished', { at: iso(finished) }));
    expect((await stateOf(app)).status).toBe('exam_started');
  });

  it('is closed by a finish of after it', async () => {
    const app = await inExam();
    await pass(server, 12 * MINUTE);
    await reopen(app);
    server.clock.skip(MINUTE);
    await app.send(status(server, 'exam_finished'));
    expect((await stateOf(app)).closed?.by).toBe('candidate');
  });
});

describe('the app of an exam whose closing staff suspended', () => {
  it('is told, and after the suspension that it has the five minutes of everybody', async () => {
    const app = await inExam();
    const perform = (name: 'suspend-closing' | 'resume-closing') =>
      performAs(
        server.deps,
        { sessionId: app.grant.id, actor: 'administrator:vera' },
        actions[name],
        {},
      );
    expect((await stateOf(app)).closing).toBeUndefined();
    await perform('suspend-closing');
    expect((await stateOf(app)).closing).toEqual({ suspended: true });
    for (let passed = 0; passed < 70; passed += 5) {
      await pass(server, 5 * MINUTE);
      await app.beat();
    }
    expect((await stateOf(app)).status).toBe('exam_started');
    await perform('resume-closing');
    const notBefore = iso(server.now() + 5 * MINUTE);
    expect((await stateOf(app)).closing).toEqual({ notBefore });
    await pass(server, 4 * MINUTE);
    expect((await stateOf(app)).status).toBe('exam_started');
    await pass(server, MINUTE);
    expect((await stateOf(app)).closed?.by).toBe('time');
  });
});
