import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EventsAnswer } from '../../contract/http.ts';
import { Refusal } from '../../contract/reasons.ts';
import { listConsents } from '../../server/storage/events.ts';
import { event, openApp, post } from './support/app.ts';
import { parameters, postStart, sign } from './support/lms.ts';
import { SECRET, startTestServer, type TestServer } from './support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const fetchJson = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(`${server.url}/${path}`, init);
  return { status: response.status, refusal: Refusal.parse(await response.json()) };
};
const json = { 'content-type': 'application/json' };

describe('every answer', () => {
  it('carries the security headers', async () => {
    const page = await postStart(server, sign(parameters(server), SECRET));
    const header = (name: string) => page.headers.get(name);
    const policy = header('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(header('x-content-type-options')).toBe('nosniff');
    expect(header('referrer-policy')).toBe('no-referrer');
    expect(header('cache-control')).toBe('no-store');
    expect(header('strict-transport-security')).toBeNull();
    expect(header('x-powered-by')).toBeNull();
    expect(page.headers.getSetCookie()).toEqual([]);
  });
});

describe('a refusal', () => {
  it('is one shape for whatever is wrong with a request', async () => {
    const app = await openApp(server, parameters(server));
    const authorization = `Bearer ${app.token}`;
    const headers = { ...json, authorization };
    const events = 'api/client/v1/events';
    const cases = [
      [await fetchJson('no/such/page'), 404, 'not_found'],
      [await fetchJson('api/client/v1/redeem'), 404, 'not_found'],
      [
        await fetchJson(events, { method: 'POST', headers, body: '{"events":' }),
        422,
        'body_invalid',
      ],
      [await fetchJson(events, { method: 'POST', headers, body: '"x"' }), 422, 'body_invalid'],
      [
        await fetchJson(events, { method: 'POST', headers: { authorization }, body: 'x' }),
        422,
        'body_invalid',
      ],
      [
        await fetchJson('api/client/v1/redeem', {
          method: 'POST',
          headers: json,
          body: JSON.stringify({ ticket: 'x'.repeat(600_000) }),
        }),
        422,
        'body_invalid',
      ],
      [await fetchJson('api/client/v1/photos/%00', { method: 'POST' }), 401, 'access_denied'],
    ] as const;
    for (const [answer, code, error] of cases) {
      expect([answer.status, answer.refusal.error]).toEqual([code, error]);
      expect(answer.refusal.message.length).toBeGreaterThan(10);
    }
  });

  it('of the server’s own making tells nothing of its inside', async () => {
    const broken = await startTestServer();
    const app = await openApp(broken, parameters(broken));
    await broken.deps.database.schema.dropTable('presence').execute();
    const answer = await post(broken, 'api/client/v1/heartbeat', heartbeat(broken), app.token);
    await broken.close();
    expect(answer.status).toBe(500);
    expect(Refusal.parse(answer.body).error).toBe('server_fault');
    expect(JSON.stringify(answer.body)).not.toMatch(/presence|relation|\.ts|node_modules/);
  });

  it('of a page names the code and escapes what came from outside', async () => {
    const given = parameters(server, {
      startDate: '2026-03-11T07:00:00Z',
      endDate: '2026-03-11T14:00:00Z',
      examName: '<img src=x onerror=alert(1)>',
    });
    const page = await (await postStart(server, sign(given, SECRET))).text();
    expect(page).toContain('too_early');
    expect(page).not.toContain('<img src=x');
  });
});

const heartbeat = (from: TestServer) => ({
  id: crypto.randomUUID(),
  at: new Date(from.now()).toISOString(),
  stage: 'exam',
  unsent: 0,
});

describe('strange input', () => {
  it('in the path, the form or the header is refused, never a fault', async () => {
    const attempts = [
      fetch(`${server.url}/integration/simple/..%2f..%2fetc/start/`, { method: 'POST' }),
      fetch(`${server.url}/integration/simple/__proto__/start/`, {
        method: 'POST',
        body: new URLSearchParams([
          ['token', 'a'],
          ['token', 'b'],
        ]),
      }),
      fetch(`${server.url}/integration/simple/north/start/`, {
        method: 'POST',
        body: new URLSearchParams({ token: sign([1, 2, 3], SECRET) }),
      }),
      fetch(`${server.url}/integration/simple/north/start/`, {
        method: 'POST',
        body: new URLSearchParams({ token: sign('text', SECRET) }),
      }),
      fetch(`${server.url}/integration/simple/north/start/`, {
        method: 'POST',
        headers: json,
        body: '{"__proto__":{"token":"x"}}',
      }),
      fetch(`${server.url}/api/client/v1/session`, {
        headers: { authorization: `Bearer ${'x'.repeat(5000)}` },
      }),
    ];
    for (const response of await Promise.all(attempts)) {
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
    }
  });

  it('keeps a session from being named by a NUL', async () => {
    const given = parameters(server, { examName: 'a\0b' });
    const page = await postStart(server, sign(given, SECRET), 'application/json');
    expect(page.status).toBe(422);
    const status = await fetch(
      `${server.url}/api/v2/integration/simple/north/sessions/%00/status/`,
      {
        headers: {
          authorization: `JWT ${sign({ exp: Math.floor(server.now() / 1000) + 30 }, SECRET)}`,
        },
      },
    );
    expect(status.status).toBe(404);
  });
});

describe('what no database keeps', () => {
  it('does not make an event undeliverable', async () => {
    const app = await openApp(server, parameters(server));
    const explanation = 'a\0b \ud83d';
    const consent = { type: 'consent', given: false, explanation };
    const early = { type: 'agreement', url: 'https://lms.example/', at: '0000-01-01T00:00:00Z' };
    const late = { ...early, at: '9999-12-31T23:59:59Z' };
    const events = [consent, early, late].map((fields) => event(server, fields));
    const answer = EventsAnswer.parse((await app.send(...events)).body);
    expect(answer.accepted).toEqual(events.map(({ id }) => id));
    const [said] = await listConsents(server.deps.database, app.grant.id);
    expect(said?.body).toMatchObject({ explanation: 'a\ufffdb \ufffd' });
    const beat = await app.beat({ at: '0000-01-01T00:00:00Z' });
    expect(beat.status).toBe(200);
  });
});
