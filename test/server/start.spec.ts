import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Grant } from '../../contract/grant.ts';
import { Refusal } from '../../contract/reasons.ts';
import { openApp, redeem, status, ticketOf } from './support/app.ts';
import { iso, parameters, postStart, sign, start } from './support/lms.ts';
import { MINUTE, pass, SECRET, startTestServer, type TestServer } from './support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const session = (externalId: unknown) =>
  server.deps.database
    .selectFrom('sessions')
    .selectAll()
    .where('integration', '=', server.integration)
    .where('externalId', '=', String(externalId))
    .executeTakeFirst();

async function grantOf(given: object): Promise<Grant> {
  const started = await start(server, given);
  return Grant.parse((await redeem(server, ticketOf(started.body['deepLink']))).body);
}

describe('a start', () => {
  it('answers as JSON with the LMS’s own id, the wire status and a ticket of ten minutes', async () => {
    const given = parameters(server);
    const answer = await start(server, given);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      sessionId: given['sessionId'],
      status: 'registered',
      deepLink: expect.stringMatching(
        /^invigil:\/\/open\?server=http.+&ticket=[\w-]{43}$/,
      ) as string,
      expiresAt: iso(server.now() + 10 * MINUTE),
      notes: [],
    });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('answers a browser with the start page', async () => {
    const given = parameters(server, { examName: 'Algebra <b>& more</b>', language: 'en' });
    const response = await postStart(server, sign(given, SECRET));
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page).toContain('Algebra &lt;b&gt;&amp; more&lt;/b&gt;');
    expect(page).toContain('invigil://open?server=');
  });

  it('takes what launchers really send', async () => {
    const given = parameters(server, {
      duration: '45',
      accountId: 1,
      startDate: iso(server.now() - MINUTE).replace('.000Z', '+0000'),
      ldb: true,
      faceHuntingEnabled: false,
      somethingNew: { kept: true },
      scoreConfig: {},
      desktopAppForbiddenProcesses: null,
    });
    const grant = await grantOf(given);
    expect(grant.parameters.duration).toBe(45);
    expect(grant.parameters.accountId).toBe('1');
    const kept = await session(given['sessionId']);
    expect(kept?.parameters.unknown).toMatchObject({ somethingNew: { kept: true } });
  });

  it('keeps from the app what concerns staff alone', async () => {
    const given = parameters(server, {
      reviewUrl: 'https://lms.example/hooks/review',
      special_accommodations_info: '25% extra time',
    });
    const started = await start(server, given);
    const { body } = await redeem(server, ticketOf(started.body['deepLink']));
    expect(JSON.stringify(body)).not.toMatch(/hooks\/review|25% extra time|cheater_level/);
  });

  it('notes an http address and keeps the note', async () => {
    const given = parameters(server, { sessionUrl: 'http://lms.example/quiz' });
    const answer = await start(server, given);
    const notes = [expect.objectContaining({ path: 'sessionUrl', code: 'insecure_url' }) as object];
    expect(answer.body['notes']).toEqual(notes);
    expect((await session(given['sessionId']))?.notes).toEqual(notes);
  });

  it('starts a live proctored exam and has nothing to remark', async () => {
    const answer = await start(server, parameters(server, { proctoring: 'online' }));
    expect(answer.status).toBe(200);
    expect(answer.body['notes']).toEqual([]);
  });

  it('falls back to the integration’s first language and keeps the wish', async () => {
    const grant = await grantOf(parameters(server, { language: 'kk' }));
    expect(grant.language).toBe('en');
    expect(grant.parameters.language).toBe('kk');
    expect((await grantOf(parameters(server, { language: 'fr' }))).language).toBe('fr');
  });
});

describe('the token', () => {
  const forged = (header: object, secret = SECRET) =>
    start(server, {}, sign(parameters(server), secret, header));

  it.each([
    ['another secret', () => forged({ alg: 'HS256', typ: 'JWT' }, 'not the secret')],
    ['no algorithm', () => forged({ alg: 'none' })],
    ['no algorithm and no signature', () => start(server, {}, unsigned())],
    ['an algorithm that is not ours', () => forged({ alg: 'HS512' })],
    ['a public-key algorithm', () => forged({ alg: 'RS256' })],
    ['a key of its own choice', () => forged({ alg: 'HS256', jku: 'https://evil.example' }, 'x')],
    ['a payload that was changed', () => start(server, {}, tampered())],
    ['an unknown critical header', () => forged({ alg: 'HS256', crit: ['b64'], b64: false })],
    ['not a token', () => start(server, {}, 'a.b')],
    ['another integration’s secret', () => forged({ alg: 'HS256' }, `${SECRET}, another one`)],
  ])('is refused with %s', async (_what, attempt) => {
    const answer = await attempt();
    expect(answer.status).toBe(401);
    expect(Refusal.parse(answer.body).error).toBe('token_invalid');
  });

  const unsigned = (): string =>
    `${sign(parameters(server), SECRET, { alg: 'none' }).split('.').slice(0, 2).join('.')}.`;
  const tampered = (): string => {
    const [header, payload, signature] = sign(parameters(server), SECRET).split('.');
    const other = Buffer.from(String(payload), 'base64url').toString().replace('60', '61');
    return [header, Buffer.from(other).toString('base64url'), signature].join('.');
  };

  it('is refused when missing', async () => {
    const response = await fetch(`${server.url}/integration/simple/north/start/`, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams({ other: 'x' }),
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: 'token_missing' });
  });

  it('counts its times where it has them', async () => {
    const now = Math.floor(server.now() / 1000);
    const expired = await start(server, parameters(server, { exp: now - 1 }));
    expect([expired.status, expired.body['error']]).toEqual([401, 'token_expired']);
    const early = await start(server, parameters(server, { nbf: now + 60 }));
    expect([early.status, early.body['error']]).toEqual([401, 'token_invalid']);
    const timely = parameters(server, { exp: now + 60, nbf: now - 60, iat: now, jti: 'x' });
    expect((await start(server, timely)).status).toBe(200);
    expect((await session(timely['sessionId']))?.parameters.unknown).toEqual({});
  });

  it('of an unknown integration is refused', async () => {
    const answer = await start({ ...server, integration: 'west' }, parameters(server));
    expect([answer.status, answer.body['error']]).toEqual([404, 'integration_unknown']);
  });

  it('may be signed with a short secret', async () => {
    const short = await startTestServer({ integration: { jwtSecret: 'x' } });
    const answer = await start({ ...short, secret: 'x' }, parameters(short));
    await short.close();
    expect(answer.status).toBe(200);
  });
});

describe('a refused start', () => {
  it('names every fault of the parameters', async () => {
    const given = parameters(server, { duration: 'long', sessionUrl: 'x', userId: null });
    const answer = await start(server, given);
    expect(answer.status).toBe(422);
    expect(Refusal.parse(answer.body)).toMatchObject({ error: 'parameters_invalid' });
    const faults = Refusal.parse(answer.body).faults.map(({ path, code }) => `${path} ${code}`);
    expect(faults.sort()).toEqual(['duration wrong_type', 'sessionUrl not_a_url', 'userId empty']);
  });

  it.each([
    ['too_early', 403, { startDate: 5, endDate: 60 }],
    ['too_late', 403, { startDate: -60, endDate: -5 }],
    ['too_late', 403, { startDate: -60, endDate: 0 }],
  ] as const)(
    'says %s, and registers the candidate all the same',
    async (reason, code, changes) => {
      const dates = Object.entries<number>(changes).map(([key, value]) => [
        key,
        iso(server.now() + value * MINUTE),
      ]);
      const given = parameters(server, Object.fromEntries(dates) as object);
      const answer = await start(server, given);
      expect([answer.status, answer.body['error']]).toEqual([code, reason]);
      expect((await session(given['sessionId']))?.status).toBe('registered');
      const page = await postStart(server, sign(given, SECRET));
      expect(page.status).toBe(code);
      expect(page.headers.get('content-type')).toContain('text/html');
      expect(await page.text()).toContain(reason);
    },
  );

  it('says not_scheduled to a program; a browser is led to the booking', async () => {
    const given = parameters(server, { schedule: true });
    const answer = await start(server, given);
    expect([answer.status, answer.body['error']]).toEqual([403, 'not_scheduled']);
    expect((await session(given['sessionId']))?.status).toBe('registered');
    const page = await postStart(server, sign(given, SECRET));
    expect([page.status, (await page.text()).includes('booking-form')]).toEqual([200, true]);
  });

  it('does not give one candidate another’s session', async () => {
    const given = parameters(server);
    await start(server, given);
    const other = await start(server, { ...given, userId: 'somebody else' });
    expect([other.status, other.body['error']]).toEqual([409, 'session_of_other_candidate']);
    const sameUserElsewhere = await start(server, { ...given, accountId: 'another faculty' });
    expect(sameUserElsewhere.body['error']).toBe('session_of_other_candidate');
    const otherExam = await start(server, { ...given, examId: 'another exam' });
    expect(otherExam.body).toMatchObject({
      error: 'parameters_invalid',
      faults: [{ path: 'examId', code: 'differs' }],
    });
    expect((await session(given['sessionId']))?.parameters.userId).toBe(given['userId']);
  });

  it('leaves the same sessionId of another integration alone', async () => {
    const given = parameters(server);
    await start(server, given);
    const south = { ...server, integration: 'south', secret: `${SECRET}, another one` };
    const answer = await start(south, { ...given, userId: 'somebody else' });
    expect(answer.status).toBe(200);
  });
});

describe('the same start again', () => {
  it('updates what the LMS says of user, exam and session', async () => {
    const given = parameters(server);
    await start(server, given);
    const changes = { duration: 75, language: 'en', lastName: 'Okafor', examName: 'New name' };
    await start(server, { ...given, ...changes });
    const kept = await session(given['sessionId']);
    expect(kept?.parameters).toMatchObject(changes);
    const candidate = await server.deps.database
      .selectFrom('candidates')
      .selectAll()
      .where('id', '=', kept?.candidateId ?? '')
      .executeTakeFirst();
    expect(candidate).toMatchObject({ lastName: 'Okafor', externalId: given['userId'] });
  });

  it('resumes a running session, keeps its first entry and offers the later one', async () => {
    const given = parameters(server);
    const app = await openApp(server, given);
    await app.send(status(server, 'in_setup'), status(server, 'exam_started'));
    const began = server.now();
    await pass(server, 2 * MINUTE);
    const later = 'https://lms.example/mod/quiz/attempt.php?attempt=7';
    const again = await start(server, { ...given, sessionUrl: later });
    expect(again.body['status']).toBe('exam_started');
    const grant = Grant.parse((await redeem(server, ticketOf(again.body['deepLink']))).body);
    expect(grant).toMatchObject({
      id: app.grant.id,
      status: 'exam_started',
      entryUrl: given['sessionUrl'],
      laterUrl: later,
      startedAt: iso(began),
    });
  });

  it('comes back to a running exam until it is closed, even past endDate', async () => {
    const given = parameters(server, { endDate: iso(server.now() + 10 * MINUTE) });
    const app = await openApp(server, given);
    await app.send(status(server, 'exam_started'));
    await pass(server, 9 * MINUTE);
    await app.beat();
    await pass(server, 4 * MINUTE);
    expect((await start(server, given)).status).toBe(200);
    await pass(server, 2 * MINUTE);
    const closed = await start(server, given);
    expect([closed.status, closed.body['error']]).toEqual([410, 'closed_out_of_time']);
  });
});
