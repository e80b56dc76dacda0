import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { constructorClient, linkIn } from './constructorClient/client.ts';
import { signJwt, verifyJwt } from './constructorClient/jwt.ts';
import { startReceiver, type Receiver } from './constructorClient/receiver.ts';
import { redeemApp, status, ticketOf, type App } from './support/app.ts';
import { deliverDue } from './support/deliver.ts';
import { MINUTE, SECRET, startTestServer, type TestServer } from './support/server.ts';

let lms: Receiver;
let server: TestServer;
let client: ReturnType<typeof constructorClient>;

beforeEach(async () => {
  lms = await startReceiver(SECRET, () => server.now() / 1000);
  server = await startTestServer({
    integration: {
      callbacks: { review: lms.url('review'), agreement: lms.url('agreement') },
      allowedHosts: [lms.host],
    },
  });
  client = constructorClient({
    proctorUrl: server.url,
    integrationName: 'north',
    jwtSecret: SECRET,
    now: () => server.now() / 1000,
  });
});
afterEach(async () => {
  await server.close();
  await lms.close();
});

/** As a launcher sends it: numbers as text, dates with an offset without a colon, keys of its own. */
const PARAMETERS = {
  userId: 's1024873',
  firstName: 'Zoë',
  lastName: 'O’Neill-Дмитриева',
  language: 'en',
  accountId: 107,
  accountName: 'Faculty of Engineering',
  examId: '8841',
  examName: 'Numerical Methods II',
  courseCode: 'NM2-2026',
  duration: '45',
  schedule: false,
  proctoring: 'offline',
  startDate: '2026-03-10T08:00:00+0000',
  endDate: '2026-03-10T18:00:00+0000',
  rules: { allow_to_use_paper: false },
  scoreConfig: {},
  desktopAppForbiddenProcesses: null,
  proctorEmails: ['proctor.a@uni.example'],
  somethingOfTheirs: 'kept',
  sessionId: '5b0f0c9ad41f4d5c8d7a7f6f8f0a2c31',
  sessionUrl: 'https://lms.uni.example/quiz/8841/entry?code=5b0f',
};
const ID = PARAMETERS.sessionId;

async function begin(): Promise<App> {
  const { page } = await client.start(PARAMETERS);
  const app = await redeemApp(server, ticketOf(linkIn(page)));
  await app.send(status(server, 'in_setup'), status(server, 'exam_started'));
  return app;
}

describe('a client written from the documents alone', () => {
  it('signs and verifies as the facts’ own vector', () => {
    const token = signJwt({ exp: 1760000030 }, 'demo-jwt-secret-0001');
    expect(token.split('.').at(-1)).toBe('CvErPG6ZUz3HOJZHmWds0-BTozYxYQixLmDwsPGtPoI');
    expect(verifyJwt(token, 'demo-jwt-secret-0001', 1760000000)).toEqual({ exp: 1760000030 });
    expect(() => verifyJwt(token, 'another secret', 1760000000)).toThrow('Signature');
  });

  it('imports nothing of the product', () => {
    for (const file of ['client', 'receiver', 'jwt']) {
      const source = readFileSync(
        new URL(`./constructorClient/${file}.ts`, import.meta.url),
        'utf8',
      );
      expect(source).not.toMatch(/from '\.\.\//);
    }
  });

  it('goes through start, status, finish and the result', async () => {
    expect((await client.status(ID)).status).toBe(404);
    expect((await client.start(PARAMETERS)).status).toBe(200);
    const session = { accountId: '107', sessionId: ID };
    expect((await client.status(ID)).body).toEqual({
      ...{ ...session, status: 'ready_to_start', sessionStart: null, sessionEnd: null },
    });
    await begin();
    server.clock.skip(30 * MINUTE);
    expect((await client.status(ID)).body).toMatchObject({
      ...{ status: 'started', sessionStart: '2026-03-10T08:00:00.000Z', sessionEnd: null },
    });
    const url = 'https://lms.uni.example/quiz/8841/review.php?attempt=7';
    expect(await client.finish(ID, { sessionFinishUrl: url })).toEqual({
      ...{ status: 200, body: { message: 'finished' } },
    });
    expect(await client.finish(ID)).toEqual({ status: 200, body: { message: 'not_changed' } });
    expect((await client.status(ID)).body).toMatchObject({ status: 'finished' });
    await deliverDue(server);
    expect(lms.of('review')).toMatchObject([
      { ...session, conclusion: 'unknown', sessionEnd: '2026-03-10T08:30:00Z', warnings: [] },
    ]);
  });

  it('updates a running exam through the exams call, and the app is told', async () => {
    const app = await begin();
    const told = async () => (await app.beat()).body['state'] as Record<string, unknown>;
    expect((await told())['endsAt']).toBe('2026-03-10T08:45:00.000Z');
    const { sessionId: _id, sessionUrl: _url, ...exam } = PARAMETERS;
    const changed = { ...exam, duration: 90, rules: { allow_to_use_books: true } };
    expect((await client.exams(changed)).status).toBe(200);
    expect((await told())['endsAt']).toBe('2026-03-10T09:30:00.000Z');
    const { parameters } = (await app.refresh()).body as {
      parameters: { rules: Record<string, unknown> };
    };
    expect(parameters.rules['allow_to_use_books']).toBe(true);
  });

  it('updates a running session by starting it again, which goes on where it was', async () => {
    const app = await begin();
    server.clock.skip(5 * MINUTE);
    const later = 'https://lms.uni.example/quiz/8841/attempt.php?attempt=7';
    const again = { ...PARAMETERS, language: 'fr', duration: '60', sessionUrl: later };
    const { page } = await client.start(again);
    expect(linkIn(page)).toContain('invigil:');
    expect((await client.status(ID)).body).toMatchObject({
      ...{ status: 'started', sessionStart: '2026-03-10T08:00:00.000Z' },
    });
    const refreshed = (await app.refresh()).body;
    expect(refreshed).toMatchObject({
      ...{ language: 'fr', entryUrl: PARAMETERS.sessionUrl, laterUrl: later },
      ...{ status: 'exam_started', parameters: { duration: 60 } },
    });
  });

  it('is refused with a reason when its token is old, or signed with another secret', async () => {
    const old = constructorClient({
      ...{ proctorUrl: server.url, integrationName: 'north', jwtSecret: SECRET },
      now: () => server.now() / 1000 - 31,
    });
    expect(await old.status(ID)).toMatchObject({ status: 401, body: { error: 'token_expired' } });
    const other = constructorClient({
      ...{ proctorUrl: server.url, integrationName: 'north', jwtSecret: 'not the secret' },
      now: () => server.now() / 1000,
    });
    expect(await other.finish(ID)).toMatchObject({ status: 401, body: { error: 'token_invalid' } });
  });
});
