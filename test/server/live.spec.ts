import { request } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CLIENT_API, SessionState } from '../../contract/http.ts';
import { actions } from '../../server/actions/index.ts';
import { withSession } from '../../server/sessions/withSession.ts';
import { bearer, openApp, redeemApp, status, ticketOf, type App } from './support/app.ts';
import { parameters, start } from './support/lms.ts';
import { startTestServer, type TestServer } from './support/server.ts';
import { eventually } from '../setup/eventually.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** An app's open line, and what came over it. */
function openLine(app: App) {
  const states: SessionState[] = [];
  let text = '';
  const line = { status: 0, ended: false, states, beats: 0, type: '' };
  const call = request(`${server.url}/${CLIENT_API.live}`, { headers: bearer(app.token) });
  call.on('response', (response) => {
    line.status = response.statusCode ?? 0;
    line.type = response.headers['content-type'] ?? '';
    response.setEncoding('utf8');
    response.on('data', (piece: string) => {
      text += piece;
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (data !== undefined) states.push(SessionState.parse(JSON.parse(data)));
      }
    });
    response.on('end', () => (line.ended = true));
  });
  call.end();
  return Object.assign(line, { close: () => call.destroy() });
}

const lock = (app: App, words: string) =>
  withSession(server.deps, app.grant.id, (work) =>
    actions.lock.perform(work, { words }, 'administrator:vera'),
  );

it('tells the state at once and whenever it changes, and nothing that is not new', async () => {
  const app = await openApp(server, parameters(server));
  const line = openLine(app);
  await eventually(() => expect(line.states).toHaveLength(1));
  expect(line.type).toContain('text/event-stream');
  await app.send(status(server, 'in_setup'), status(server, 'exam_started'));
  await eventually(() => expect(line.states.at(-1)?.status).toBe('exam_started'));
  const count = line.states.length;
  await app.beat();
  await app.beat();
  await lock(app, 'Wait a moment.');
  await eventually(() => expect(line.states.at(-1)?.desk?.lock?.words).toBe('Wait a moment.'));
  expect(line.states).toHaveLength(count + 1);
  const revisions = line.states.map(({ revision }) => revision ?? -1);
  expect(revisions).toEqual([...revisions].sort((one, other) => one - other));
  line.close();
});

it('ends when another app takes the session over, and takes no replaced or unknown token', async () => {
  const given = parameters(server);
  const app = await openApp(server, given);
  const line = openLine(app);
  await eventually(() => expect(line.states).toHaveLength(1));
  const again = await start(server, given);
  const second = await redeemApp(server, ticketOf(again.body['deepLink']));
  await eventually(() => expect(line.ended).toBe(true));
  const refused = openLine(app);
  await eventually(() => expect(refused.status).toBe(409));
  const stranger = openLine({ ...second, token: 'x'.repeat(43) });
  await eventually(() => expect(stranger.status).toBe(401));
});

it('tells many lines of many sessions, each its own', async () => {
  const apps = await Promise.all(
    Array.from({ length: 12 }, () => openApp(server, parameters(server))),
  );
  const lines = apps.map(openLine);
  await eventually(() => expect(lines.every(({ states }) => states.length === 1)).toBe(true));
  await Promise.all(
    apps.map((app) => app.send(status(server, 'in_setup'), status(server, 'exam_started'))),
  );
  await Promise.all(apps.map((app, index) => lock(app, `for ${String(index)}`)));
  await eventually(() => {
    lines.forEach(({ states }, index) =>
      expect(states.at(-1)?.desk?.lock?.words).toBe(`for ${String(index)}`),
    );
  });
  for (const line of lines) line.close();
});
