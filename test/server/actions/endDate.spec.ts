import { afterAll, beforeAll, expect, it } from 'vitest';
import { HeartbeatAnswer, type SessionState } from '../../../contract/http.ts';
import { actions, type Action, type Performed } from '../../../server/actions/index.ts';
import { listDeskActions } from '../../../server/storage/desk.ts';
import { openApp, status, type App } from '../support/app.ts';
import { iso, parameters } from '../support/lms.ts';
import { performAs } from '../support/performAs.ts';
import { MINUTE, startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

async function inExam(changes: object): Promise<App> {
  const app = await openApp(server, parameters(server, changes));
  await app.send(status(server, 'in_setup'), status(server, 'exam_started'));
  return app;
}

const perform = <Input>(app: App, action: Action<Input>, input: object): Promise<Performed> =>
  performAs(server.deps, { sessionId: app.grant.id, actor: 'proctor:vera' }, action, input);
const stateOf = async (app: App): Promise<SessionState> =>
  HeartbeatAnswer.parse((await app.beat()).body).state;
const kept = async (app: App) => listDeskActions(server.deps.database, app.grant.id);

it('more time is kept, and said to staff alone, where the end date holds the clock', async () => {
  const app = await inExam({
    startDate: iso(server.now() - MINUTE),
    endDate: iso(server.now() + 30 * MINUTE),
  });
  const endDate = iso(server.now() + 30 * MINUTE);
  const held = await perform(app, actions['extend-time'], { minutes: 10 });
  expect(held).toMatchObject({ done: true, note: 'end_date_holds' });
  expect((await stateOf(app)).desk?.notes).toEqual([]);
  expect((await kept(app))[0]?.details).toMatchObject({ note: 'end_date_holds', endDate });
  expect((await stateOf(app)).accommodations.extraMinutes).toBe(10);

  // A late entry moves the end date, and with it the clock: to the 70 minutes that were granted.
  const until = server.now() + 75 * MINUTE;
  const startedAt = server.now();
  expect(await perform(app, actions['late-entry'], { until })).toMatchObject({ done: true });
  expect((await stateOf(app)).endsAt).toBe(iso(startedAt + 70 * MINUTE));
  const cut = await perform(app, actions['extend-time'], { minutes: 30 });
  expect(cut).toMatchObject({ done: true, note: 'end_date_cuts' });
  expect((await stateOf(app)).endsAt).toBe(iso(until));
  const whole = await perform(app, actions['extend-time'], { minutes: 12, sum: true });
  expect(whole).not.toHaveProperty('note');
});
