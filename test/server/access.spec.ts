import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Grant } from '../../contract/grant.ts';
import { EventsAnswer } from '../../contract/http.ts';
import { Refusal } from '../../contract/reasons.ts';
import { appWith, event, keyOf, openApp, post, redeem, status, ticketOf } from './support/app.ts';
import { iso, parameters, start } from './support/lms.ts';
import { MINUTE, startTestServer, type TestServer } from './support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({
    integration: { urlRules: ['preset:origin', 'https://sso.example/*'], reconnectMinutes: 7 },
  });
});
afterAll(() => server.close());

describe('a ticket', () => {
  const ticket = async (changes: object = {}) =>
    ticketOf((await start(server, parameters(server, changes))).body['deepLink']);

  it('becomes a grant with everything the app needs', async () => {
    const given = parameters(server);
    const app = await openApp(server, given);
    expect(app.grant).toMatchObject({
      integration: 'north',
      language: 'fr',
      entryUrl: given['sessionUrl'],
      urlRules: ['https://lms.example/*', 'https://sso.example/*'],
      proofMessage: 'proctoringReady_n6EY',
      reconnectMinutes: 7,
      status: 'registered',
      photos: [],
      checks: [],
      accommodations: { extraMinutes: 0, waivedSteps: [], breakMinutes: 0 },
      serverTime: iso(server.now()),
    });
    expect(app.token).toMatch(/^[\w-]{43}$/);
  });

  it('is good once; the same redemption is answered again with the same token', async () => {
    const given = await ticket();
    const id = randomUUID();
    const first = Grant.parse((await redeem(server, given, id)).body);
    const again = Grant.parse((await redeem(server, given, id)).body);
    expect(again.accessToken).toBe(first.accessToken);
    const other = await redeem(server, given);
    expect([other.status, other.body['error']]).toEqual([409, 'ticket_used']);
    expect((await appWith(server, again, keyOf(id)).beat()).status).toBe(200);
  });

  it('is good for ten minutes', async () => {
    const early = await ticket();
    const late = await ticket();
    server.clock.skip(10 * MINUTE - 1);
    expect((await redeem(server, early)).status).toBe(200);
    server.clock.skip(1);
    const answer = await redeem(server, late);
    expect([answer.status, answer.body['error']]).toEqual([410, 'ticket_expired']);
  });

  it('is refused when unknown, or when the window has passed meanwhile', async () => {
    const unknown = await redeem(server, 'x'.repeat(43));
    expect([unknown.status, unknown.body['error']]).toEqual([404, 'ticket_unknown']);
    const given = await ticket({ endDate: iso(server.now() + MINUTE) });
    server.clock.skip(MINUTE);
    expect((await redeem(server, given)).body['error']).toBe('too_late');
  });

  it('is not kept as it is', async () => {
    const given = await ticket();
    const app = Grant.parse((await redeem(server, given)).body);
    const tables = ['tickets', 'accessTokens', 'events', 'sessions', 'startPages'] as const;
    for (const table of tables) {
      const rows = await server.deps.database.selectFrom(table).selectAll().execute();
      expect(JSON.stringify(rows)).not.toContain(given);
      expect(JSON.stringify(rows)).not.toContain(app.accessToken);
    }
  });
});

describe('the access token', () => {
  it('is needed', async () => {
    for (const token of [undefined, 'x'.repeat(43), 'short']) {
      const answer = await post(server, 'api/client/v1/events', { events: [{}] }, token);
      expect([answer.status, answer.body['error']]).toEqual([401, 'access_denied']);
    }
  });

  it('is one per session: the next app replaces the last, which may still deliver what it saw', async () => {
    const given = parameters(server);
    const first = await openApp(server, given);
    const seen = event(server, {
      type: 'incident',
      incident: { kind: 'focus_lost', severity: 'notice' },
    });
    server.clock.skip(1000);
    const second = await openApp(server, given);
    for (const answer of [await first.beat(), await first.refresh()]) {
      expect([answer.status, answer.body['error']]).toEqual([409, 'access_replaced']);
    }
    expect((await second.beat()).status).toBe(200);
    server.clock.skip(1000);
    const late = status(server, 'exam_started');
    const answer = EventsAnswer.parse((await first.send(seen, late)).body);
    expect(answer.accepted).toEqual([seen.id]);
    expect(answer.refused).toEqual([{ id: late.id, error: 'access_replaced', faults: [] }]);
    expect(answer.state.status).toBe('registered');
  });

  it('gets the grant as things stand now', async () => {
    const app = await openApp(server, parameters(server));
    const result = { step: 'webcam', state: 'succeeded', outcome: 'pass' };
    const at = iso(server.now());
    await app.send(
      event(server, { type: 'check', result }),
      event(server, { type: 'consent', given: true }),
      event(server, { type: 'agreement', url: 'https://lms.example/terms' }),
      status(server, 'exam_started'),
    );
    const answer = await app.refresh();
    expect(Grant.parse(answer.body)).toEqual({
      ...app.grant,
      status: 'exam_started',
      startedAt: at,
      consentedAt: at,
      agreedAt: at,
      checks: [{ ...result, evidence: [] }],
      serverTime: at,
    });
  });
});

describe('too many calls', () => {
  it('of one app are refused, and only of that app', async () => {
    const eager = await openApp(server, parameters(server));
    const calm = await openApp(server, parameters(server));
    const answers = await Promise.all(Array.from({ length: 130 }, () => eager.beat()));
    const refused = answers.filter((answer) => answer.status === 429);
    expect(refused).toHaveLength(10);
    expect(Refusal.parse(refused[0]?.body).error).toBe('too_many_requests');
    expect((await calm.beat()).status).toBe(200);
  });
});
