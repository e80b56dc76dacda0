import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SessionStatusAnswer } from '../../contract/http.ts';
import { openApp, status } from './support/app.ts';
import { call, iso, parameters, sign, start } from './support/lms.ts';
import { MINUTE, pass, SECRET, startTestServer, type TestServer } from './support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ integration: { allowedOrigins: ['https://lms.example'] } });
});
afterAll(() => server.close());

const seconds = (): number => Math.floor(server.now() / 1000);
const statusOf = (id: unknown) => call(server, 'GET', `sessions/${String(id)}/status/`);
const finish = (id: unknown, body?: object) =>
  call(server, 'POST', `sessions/${String(id)}/finish/`, { body });

describe('a call of the integration API', () => {
  it.each([
    ['no header', '', 'token_missing'],
    ['another scheme', () => `Bearer ${sign({ exp: seconds() + 30 }, SECRET)}`, 'token_invalid'],
    ['no exp', () => `JWT ${sign({}, SECRET)}`, 'token_invalid'],
    ['an exp that is past', () => `JWT ${sign({ exp: seconds() - 1 }, SECRET)}`, 'token_expired'],
    ['another secret', () => `JWT ${sign({ exp: seconds() + 30 }, 'other')}`, 'token_invalid'],
    [
      'no algorithm',
      () => `JWT ${sign({ exp: seconds() }, SECRET, { alg: 'none' })}`,
      'token_invalid',
    ],
  ] as const)('with %s is refused', async (_what, header, error) => {
    const given = parameters(server);
    await start(server, given);
    const authorization = typeof header === 'string' ? header : header();
    for (const [method, path] of [
      ['GET', `sessions/${String(given['sessionId'])}/status/`],
      ['POST', `sessions/${String(given['sessionId'])}/finish/`],
      ['POST', 'exams/'],
    ] as const) {
      const answer = await call(server, method, path, { authorization });
      expect([answer.status, answer.body['error']]).toEqual([401, error]);
    }
  });

  it('about an unknown session or integration is 404', async () => {
    const unknown = await statusOf('nobody');
    expect([unknown.status, unknown.body['error']]).toEqual([404, 'session_unknown']);
    expect((await finish('nobody')).status).toBe(404);
    const west = await call({ ...server, integration: 'west' }, 'GET', 'sessions/x/status/');
    expect([west.status, west.body['error']]).toEqual([404, 'integration_unknown']);
  });

  it('does not reach another integration’s sessions', async () => {
    const given = parameters(server);
    await start(server, given);
    const south = { ...server, integration: 'south', secret: `${SECRET}, another one` };
    const path = `sessions/${String(given['sessionId'])}/status/`;
    expect((await call(south, 'GET', path)).body['error']).toBe('session_unknown');
  });
});

describe('the status', () => {
  it('follows the window before the start, and the exam after it', async () => {
    const given = parameters(server, {
      startDate: iso(server.now() + 10 * MINUTE),
      endDate: iso(server.now() + 200 * MINUTE),
      accountId: 17,
    });
    await start(server, given);
    const id = given['sessionId'];
    const early = await statusOf(id);
    expect(SessionStatusAnswer.parse(early.body)).toEqual({
      accountId: '17',
      sessionId: id,
      status: 'early_to_start',
      sessionStart: null,
      sessionEnd: null,
    });
    await pass(server, 10 * MINUTE);
    expect((await statusOf(id)).body['status']).toBe('ready_to_start');
    const app = await openApp(server, given);
    await app.send(status(server, 'in_setup'));
    expect((await statusOf(id)).body['status']).toBe('ready_to_start');
    await app.send(status(server, 'exam_started'));
    const began = iso(server.now());
    expect((await statusOf(id)).body).toMatchObject({ status: 'started', sessionStart: began });
    await app.beat();
    await pass(server, MINUTE);
    await app.send(status(server, 'exam_finished'));
    expect((await statusOf(id)).body).toMatchObject({
      status: 'finished',
      sessionStart: began,
      sessionEnd: iso(server.now()),
    });
  });

  it('is late after the window, and not scheduled without a booking', async () => {
    const late = parameters(server, { endDate: iso(server.now()) });
    await start(server, late);
    expect((await statusOf(late['sessionId'])).body['status']).toBe('late_to_start');
    const booked = parameters(server, { schedule: true });
    await start(server, booked);
    expect((await statusOf(booked['sessionId'])).body['status']).toBe('not_scheduled');
  });

  it('finds ids that need escaping in an address', async () => {
    const given = parameters(server, { sessionId: 'Prüfung 1/2?' });
    await start(server, given);
    const answer = await statusOf(encodeURIComponent('Prüfung 1/2?'));
    expect(answer.body['sessionId']).toBe('Prüfung 1/2?');
  });
});

describe('finish', () => {
  it('ends a started session once and hands the app the page to go on to', async () => {
    const given = parameters(server);
    const app = await openApp(server, given);
    await app.send(status(server, 'exam_started'));
    const review = 'https://lms.example/mod/quiz/review.php?attempt=7';
    const first = await finish(given['sessionId'], { sessionFinishUrl: review });
    expect([first.status, first.body]).toEqual([200, { message: 'finished' }]);
    expect((await finish(given['sessionId'])).body).toEqual({ message: 'not_changed' });
    const { body } = await app.beat();
    expect(body['state']).toMatchObject({
      status: 'exam_finished',
      closed: { by: 'lms', reason: 'session_closed' },
      returnUrl: review,
    });
    const again = await start(server, given);
    expect([again.status, again.body['error']]).toEqual([410, 'session_closed']);
  });

  it('takes an empty body and keeps the start’s own page then', async () => {
    const given = parameters(server);
    const app = await openApp(server, given);
    await app.send(status(server, 'exam_started'));
    expect((await finish(given['sessionId'])).body).toEqual({ message: 'finished' });
    const { body } = await app.beat();
    expect(body['state']).toMatchObject({ returnUrl: 'https://lms.example/done' });
  });

  it('changes nothing of a session that was not begun', async () => {
    const given = parameters(server);
    const app = await openApp(server, given);
    await app.send(status(server, 'in_setup'));
    expect((await finish(given['sessionId'])).body).toEqual({ message: 'not_changed' });
    expect((await start(server, given)).body['status']).toBe('in_setup');
  });

  it('takes `[]` for `{}`, as PHP writes it', async () => {
    const given = parameters(server);
    const app = await openApp(server, given);
    await app.send(status(server, 'exam_started'));
    const answer = await finish(given['sessionId'], []);
    expect([answer.status, answer.body]).toEqual([200, { message: 'finished' }]);
  });

  it.each([
    ['javascript:alert(1)', 'not_a_url'],
    ['/mod/quiz/review.php?attempt=7', 'not_a_url'],
    [`https://lms.example/${'x'.repeat(2550)}`, 'too_long'],
    ['https://lms.example/\u0000', 'bad_character'],
    [7, 'wrong_type'],
  ])('ends the exam although its address %j cannot be taken, and audits why', async (url, code) => {
    const given = parameters(server);
    const app = await openApp(server, given);
    await app.send(status(server, 'exam_started'));
    const answer = await finish(given['sessionId'], { sessionFinishUrl: url });
    expect([answer.status, answer.body]).toEqual([200, { message: 'finished' }]);
    const { body } = await app.beat();
    expect(body['state']).toMatchObject({
      status: 'exam_finished',
      returnUrl: 'https://lms.example/done',
    });
    const lines = await server.deps.database
      .selectFrom('audit')
      .innerJoin('sessions', 'sessions.id', 'audit.sessionId')
      .select(['audit.actor', 'audit.action', 'audit.after'])
      .where('sessions.externalId', '=', String(given['sessionId']))
      .where('audit.actor', '=', 'integration:north')
      .orderBy('audit.id')
      .execute();
    expect(lines).toEqual([
      {
        ...{ actor: 'integration:north', action: 'finish_address_left_out' },
        after: { sessionFinishUrl: code },
      },
      { actor: 'integration:north', action: 'session_finished', after: null },
    ]);
  });

  it('refuses a body that is no object', async () => {
    const given = parameters(server);
    await start(server, given);
    const bad = await finish(given['sessionId'], [1]);
    expect([bad.status, bad.body['error']]).toEqual([422, 'body_invalid']);
  });
});

describe('the exams API', () => {
  const exam = (changes: object = {}) => {
    const { examId, examName, accountId, accountName, duration, schedule, proctoring } =
      parameters(server);
    const { startDate, endDate } = parameters(server);
    return {
      ...{ examId, examName, accountId, accountName, duration, schedule, proctoring },
      ...{ startDate, endDate },
      ...changes,
    };
  };
  const send = (body: object) => call(server, 'POST', 'exams/', { body });

  it('creates and then updates an exam', async () => {
    const body = exam({ examId: 'api-exam' });
    const created = await send(body);
    expect([created.status, created.body]).toMatchObject([201, { message: 'created' }]);
    const updated = await send({ ...body, examName: 'Renamed' });
    expect([updated.status, updated.body]).toMatchObject([200, { message: 'updated' }]);
    const row = await server.deps.database
      .selectFrom('exams')
      .selectAll()
      .where('externalId', '=', 'api-exam')
      .executeTakeFirst();
    expect(row).toMatchObject({ name: 'Renamed', parameters: { examId: 'api-exam' } });
  });

  it('gives its sessions that are not over the new values, and nothing that was not sent', async () => {
    const mine = { examId: 'longer', allowMultipleDisplays: true };
    const given = parameters(server, mine);
    const app = await openApp(server, given);
    await app.send(status(server, 'exam_started'));
    const over = parameters(server, mine);
    const done = await openApp(server, over);
    await done.send(status(server, 'exam_started'), status(server, 'exam_finished'));
    await send(exam({ examId: 'longer', duration: 90, endDate: iso(server.now() + MINUTE) }));
    const { body } = await app.beat();
    expect(body['state']).toMatchObject({ endsAt: iso(server.now() + 90 * MINUTE) });
    const rows = await server.deps.database
      .selectFrom('sessions')
      .select(['externalId', 'parameters'])
      .where('externalId', 'in', [String(given['sessionId']), String(over['sessionId'])])
      .execute();
    const duration = (id: unknown) => rows.find(({ externalId }) => externalId === id)?.parameters;
    expect(duration(given['sessionId'])).toMatchObject({
      duration: 90,
      allowMultipleDisplays: true,
      endDate: given['endDate'],
    });
    expect(duration(over['sessionId'])).toMatchObject({ duration: 60 });
  });

  it('names every fault', async () => {
    const answer = await send({ examName: 'x' });
    expect(answer.status).toBe(422);
    expect(answer.body['error']).toBe('parameters_invalid');
    const faults = answer.body['faults'] as { path: string }[];
    expect(faults.map(({ path }) => path)).toContain('examId');
    expect(faults.map(({ path }) => path)).not.toContain('userId');
  });
});

describe('other sites', () => {
  const ask = (origin: string, method = 'GET') =>
    fetch(`${server.url}/api/v2/integration/simple/north/sessions/x/status/`, {
      method,
      headers: {
        origin,
        ...(method === 'OPTIONS' ? { 'access-control-request-method': 'GET' } : {}),
      },
    });

  it('may read answers when their origin is allowed, and only then', async () => {
    const allowed = await ask('https://lms.example');
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://lms.example');
    expect(allowed.headers.get('access-control-allow-credentials')).toBeNull();
    for (const origin of ['https://evil.example', 'null', 'https://lms.example.evil.example']) {
      expect((await ask(origin)).headers.get('access-control-allow-origin')).toBeNull();
      expect((await ask(origin, 'OPTIONS')).headers.get('access-control-allow-origin')).toBeNull();
    }
    const preflight = await ask('https://lms.example', 'OPTIONS');
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
  });

  it('never read the client API', async () => {
    const origin = 'https://lms.example';
    const answer = await fetch(`${server.url}/api/client/v1/session`, { headers: { origin } });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});
