import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HeartbeatAnswer, type SessionState } from '../../../contract/http.ts';
import { actions } from '../../../server/actions/index.ts';
import { admitUnattended } from '../../../server/admission/admitUnattended.ts';
import { readAdmission } from '../../../server/storage/desk.ts';
import { listIncidents } from '../../../server/storage/incidents.ts';
import { event, openApp, redeemApp, status, ticketOf, type App } from '../support/app.ts';
import { parameters, start } from '../support/lms.ts';
import { performAs } from '../support/performAs.ts';
import { startPostgres, type Postgres } from '../support/postgres.ts';
import { MINUTE, startTestServer, type TestServer } from '../support/server.ts';

describe.each(['PGlite', 'PostgreSQL'] as const)('waiting for a person, on %s', (kind) => {
  let postgres: Postgres | undefined;
  let server: TestServer;
  beforeAll(async () => {
    postgres = kind === 'PostgreSQL' ? await startPostgres() : undefined;
    const database = await postgres?.newDatabase();
    server = await startTestServer({
      ...(database === undefined ? {} : { database }),
      integration: { unattended: { then: 'continue', minutes: 20 } },
    });
  });
  afterAll(async () => {
    await server.close();
    await postgres?.stop();
  });

  const admit = (app: App) =>
    performAs(server.deps, { sessionId: app.grant.id, actor: 'proctor:vera' }, actions.admit, {});
  const stateOf = async (app: App): Promise<SessionState> =>
    HeartbeatAnswer.parse((await app.beat({ stage: 'setup' })).body).state;
  const admission = async (app: App): Promise<string | undefined> =>
    (await stateOf(app)).desk?.admission?.state;
  const waiting = async (changes: object = {}): Promise<App> => {
    const app = await openApp(server, parameters(server, { proctoring: 'online', ...changes }));
    await app.send(status(server, 'in_setup'), event(server, { type: 'admission_asked' }));
    return app;
  };

  it('starts no exam before somebody lets the candidate in', async () => {
    const app = await waiting();
    const early = await app.send(status(server, 'exam_started'));
    expect(early.body['refused']).toMatchObject([{ error: 'not_admitted' }]);
    expect((await stateOf(app)).status).toBe('in_setup');
    expect((await admit(app)).done).toBe(true);
    const begun = await app.send(status(server, 'exam_started'));
    expect(begun.body['refused']).toEqual([]);
    expect((await stateOf(app)).status).toBe('exam_started');
  });

  it('is over for whoever comes back soon, and begins again for whoever was long away', async () => {
    const given = parameters(server, { proctoring: 'online' });
    const comeBack = async (): Promise<App> =>
      redeemApp(server, ticketOf((await start(server, given)).body['deepLink']));
    const first = await comeBack();
    await first.send(status(server, 'in_setup'), event(server, { type: 'admission_asked' }));
    await admit(first);
    server.clock.skip(2 * MINUTE);
    server.deps.watch.tick();
    const soon = await comeBack();
    expect(await admission(soon)).toBe('admitted');
    for (let minute = 0; minute < 30; minute += 1) {
      server.clock.skip(MINUTE);
      server.deps.watch.tick();
    }
    const late = await comeBack();
    // The app is told of none, and asks again.
    expect(await admission(late)).toBeUndefined();
    const kept = await readAdmission(server.deps.database, late.grant.id);
    expect(kept?.state).toBe('lapsed');
    const begun = await late.send(status(server, 'exam_started'));
    expect(begun.body['refused']).toMatchObject([{ error: 'not_admitted' }]);
    server.clock.skip(1_000);
    await late.send(event(server, { type: 'admission_asked' }));
    expect(await admission(late)).toBe('waiting');
  });

  it('ends by itself where the integration says so, flagged for review', async () => {
    const app = await waiting();
    server.clock.skip(19 * MINUTE);
    await admitUnattended(server.deps);
    expect(await admission(app)).toBe('waiting');
    server.clock.skip(2 * MINUTE);
    await Promise.all([admitUnattended(server.deps), admitUnattended(server.deps)]);
    expect(await admission(app)).toBe('admitted');
    const incidents = await listIncidents(server.deps.database, app.grant.id);
    expect(incidents.map(({ kind, source }) => ({ kind, source }))).toEqual([
      { kind: 'admitted_unattended', source: 'server' },
    ]);
  });
});
