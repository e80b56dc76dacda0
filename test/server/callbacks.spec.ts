import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callToken } from '../../server/callbacks/callToken.ts';
import { startReceiver, type Receiver } from './constructorClient/receiver.ts';
import { event, openApp, status, type App } from './support/app.ts';
import { deliverDue } from './support/deliver.ts';
import { call, parameters } from './support/lms.ts';
import { MINUTE, SECRET, startTestServer, type TestServer } from './support/server.ts';

let lms: Receiver;
let server: TestServer;

beforeEach(async () => {
  lms = await startReceiver(SECRET, () => server.now() / 1000);
  const callbacks = Object.fromEntries(
    ['review', 'schedule', 'warning', 'agreement'].map((method) => [method, lms.url(method)]),
  );
  server = await startTestServer({ integration: { callbacks, allowedHosts: [lms.host] } });
});
afterEach(async () => {
  await server.close();
  await lms.close();
});

/** An exam that runs. */
async function running(changes: object = {}): Promise<App> {
  const given = parameters(server, {
    sessionId: 'the-session',
    accountId: 'faculty-eng',
    ...changes,
  });
  const app = await openApp(server, given);
  await app.send(status(server, 'in_setup'));
  await app.send(status(server, 'exam_started'));
  return app;
}

const incident = (kind: string, evidence: object[] = []) =>
  event(server, { type: 'incident', incident: { kind, severity: 'notice', evidence } });

const rows = () =>
  server.deps.database.selectFrom('deliveries').selectAll().orderBy('number').execute();

describe('what an LMS is told', () => {
  it('is signed as the documents say: exp alone, thirty seconds ahead', async () => {
    // The facts' own vector.
    expect(await callToken('demo-jwt-secret-0001', 1_760_000_000_000)).toBe(
      'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJleHAiOjE3NjAwMDAwMzB9.CvErPG6ZUz3HOJZHmWds0-BTozYxYQixLmDwsPGtPoI',
    );
  });

  it('is the result at the finish, with everything that is known and nothing that is not', async () => {
    const app = await running({ scoreConfig: { cheater_level: 70 } });
    server.clock.skip(10 * MINUTE);
    await app.send(incident('focus_lost'));
    server.clock.skip(29_000);
    await app.send(incident('focus_regained'), incident('device_connected'));
    server.clock.skip(20 * MINUTE);
    await call(server, 'POST', 'sessions/the-session/finish/');
    await deliverDue(server);
    const { examId } = await server.deps.database
      .selectFrom('sessions')
      .select('examId')
      .executeTakeFirstOrThrow();
    expect(lms.of('review')).toEqual([
      {
        accountId: 'faculty-eng',
        sessionId: 'the-session',
        conclusion: 'unknown',
        threshold: { attention: 60, rejected: 70 },
        sessionStart: '2026-03-10T08:00:00Z',
        sessionEnd: '2026-03-10T08:30:29Z',
        reportUrl: `${server.url}/staff/exams/${examId}/students/${app.grant.id}`,
        warnings: [
          {
            type: 'WARNING_CHANGE_ACTIVE_WINDOW_ON_COMPUTER',
            start: '2026-03-10T08:10:00+00:00',
            end: '2026-03-10T08:10:29+00:00',
            cyber: true,
          },
        ],
        warningTitles: {
          WARNING_CHANGE_ACTIVE_WINDOW_ON_COMPUTER: {
            en: 'Another window was active',
            fr: 'Une autre fenêtre était active',
            ar: 'كانت نافذة أخرى نشطة',
          },
        },
      },
    ]);
    const [{ claims } = { claims: {} }] = lms.received.filter(({ method }) => method === 'review');
    expect(claims).toEqual({ exp: Math.floor(server.now() / 1000) + 30 });
  });

  it('is told again when what came late changes it, once for all that waits', async () => {
    const app = await running();
    server.clock.skip(MINUTE);
    const early = incident('focus_lost');
    server.clock.skip(MINUTE);
    await call(server, 'POST', 'sessions/the-session/finish/');
    await deliverDue(server);
    await app.send(early, incident('focus_regained'));
    expect((await rows()).filter(({ kind }) => kind === 'review')).toHaveLength(2);
    await deliverDue(server);
    expect(lms.of('review').map(({ warnings }) => (warnings as unknown[]).length)).toEqual([0, 1]);
  });

  it('goes to the address of the session where it has one', async () => {
    await running({ reviewUrl: lms.url('own') });
    await call(server, 'POST', 'sessions/the-session/finish/');
    await deliverDue(server);
    expect(lms.of('own')).toHaveLength(1);
    expect(lms.of('review')).toHaveLength(0);
  });

  it('names no report of a trial', async () => {
    await running({ trial: true });
    await call(server, 'POST', 'sessions/the-session/finish/');
    await deliverDue(server);
    expect(lms.of('review')[0]).not.toHaveProperty('reportUrl');
  });

  it('are warnings while the exam runs, each with its number, whatever the candidate sees', async () => {
    const visibleWarnings = { warning_change_active_window_on_computer: false };
    const app = await openApp(
      server,
      parameters(server, { sessionId: 'the-session', visibleWarnings }),
    );
    await app.send(status(server, 'in_setup'), incident('focus_lost'));
    server.clock.skip(1);
    await app.send(status(server, 'exam_started'));
    server.clock.skip(MINUTE);
    const seen = ['focus_lost', 'process_forbidden', 'display_forbidden', 'camera_lost'];
    for (const kind of [
      ...seen,
      'network_lost',
      'clipboard_emptied',
      'virtual_machine_suspected',
    ]) {
      await app.send(incident(kind));
    }
    await deliverDue(server);
    const moment = '2026-03-10T08:01:00+00:00';
    const common = { accountId: 'faculty', sessionId: 'the-session', start: moment, end: moment };
    expect(lms.of('warning')).toEqual(
      [
        'WARNING_CHANGE_ACTIVE_WINDOW_ON_COMPUTER',
        'WARNING_FORBIDDEN_SOFTWARE',
        'WARNING_EXTRA_DISPLAY',
        'WARNING_CAMERA_NO_PICTURE',
        'WARNING_NO_PING',
      ].map((type, index) => ({ ...common, type, cyber: true, id: index + 1 })),
    );
  });

  it('is the moment in which the candidate left the agreement, once', async () => {
    const app = await openApp(server, parameters(server, { sessionId: 'the-session' }));
    const agreement = () => event(server, { type: 'agreement', url: 'https://lms.example/terms' });
    await app.send(agreement());
    server.clock.skip(MINUTE);
    await app.send(agreement());
    await deliverDue(server);
    expect(lms.of('agreement')).toEqual([
      { accountId: 'faculty', sessionId: 'the-session', timestamp: '2026-03-10T08:00:00Z' },
    ]);
  });

  it('waits while the LMS is away and comes later, with the same id and a fresh signature', async () => {
    await running();
    await call(server, 'POST', 'sessions/the-session/finish/');
    const ids: string[] = [];
    lms.answer = ({ delivery }) => {
      ids.push(delivery);
      return { status: 503 };
    };
    await deliverDue(server);
    server.clock.skip(60 * MINUTE);
    lms.answer = ({ delivery }) => {
      ids.push(delivery);
      return { status: 200 };
    };
    await deliverDue(server);
    expect(lms.of('review')).toHaveLength(1);
    expect(new Set(ids).size).toBe(1);
    expect(lms.received[0]?.claims['exp']).toBe(server.now() / 1000 + 30);
  });

  it('is not taken for delivered when a launcher refuses it in words', async () => {
    await running();
    await call(server, 'POST', 'sessions/the-session/finish/');
    lms.answer = () => ({ status: 200, text: 'Entry was not found' });
    await deliverDue(server);
    expect(await rows()).toMatchObject([
      { state: 'waiting', lastCode: 'refused_in_words', lastAnswer: 'Entry was not found' },
    ]);
    lms.answer = () => ({ status: 200 });
    server.clock.skip(5 * MINUTE);
    await deliverDue(server);
    expect(await rows()).toMatchObject([{ state: 'delivered' }]);
  });

  it('shows staff an address without what may be secret in it', async () => {
    await running();
    await call(server, 'POST', 'sessions/the-session/finish/');
    expect((await rows()).map(({ target }) => target)).toEqual([`http://${lms.host}/api.php`]);
    await deliverDue(server);
    expect((await rows()).map(({ target }) => target)).toEqual([`http://${lms.host}/api.php`]);
  });

  it('is nothing where the LMS named no address', async () => {
    const silent = await startTestServer();
    const app = await openApp(silent, parameters(silent, { sessionId: 'quiet' }));
    await app.send(status(silent, 'in_setup'), status(silent, 'exam_started'));
    await call(silent, 'POST', 'sessions/quiet/finish/');
    const owed = await silent.deps.database.selectFrom('deliveries').selectAll().execute();
    expect(owed).toEqual([]);
    await silent.close();
  });
});
