import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ReadyAnswer } from '../../server/operations/healthRoutes.ts';
import { event, openApp, status } from './support/app.ts';
import { parameters } from './support/lms.ts';
import { startPostgres, type Postgres } from './support/postgres.ts';
import { startTestServer, type TestServer } from './support/server.ts';
import { until } from './support/until.ts';

const ready = async (server: TestServer) => {
  const answer = await fetch(`${server.url}/readyz`);
  return { code: answer.status, ...ReadyAnswer.parse(await answer.json()) };
};
const metricsOf = async (server: TestServer): Promise<string> =>
  (await fetch(`http://127.0.0.1:${String(server.metricsPort)}/metrics`)).text();

describe('health and readiness', () => {
  let postgres: Postgres;
  let server: TestServer;
  beforeAll(async () => {
    postgres = await startPostgres();
    server = await startTestServer({ database: await postgres.newDatabase() });
  });
  let isStopped = false;
  const stop = async (): Promise<void> => {
    if (!isStopped) await postgres.stop();
    isStopped = true;
  };
  afterAll(stop);

  it('are both there when everything is', async () => {
    const health = await fetch(`${server.url}/healthz`);
    expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }]);
    expect(await ready(server)).toEqual({
      ...{ code: 200, ready: true },
      ...{ database: true, migrations: true, evidence: true, draining: false },
    });
  });

  it('tell a folder that takes no photos', async () => {
    const folder = server.deps.config.evidenceFolder;
    renameSync(folder, `${folder}.away`);
    // A file in its place: also root cannot write into it.
    writeFileSync(folder, '');
    await until(async () => !(await ready(server)).evidence);
    expect(await ready(server)).toMatchObject({ code: 503, ready: false, database: true });
    rmSync(folder);
    renameSync(`${folder}.away`, folder);
    await until(async () => (await ready(server)).ready);
  });

  it('tell tables of another version', async () => {
    const forget = server.deps.database.deleteFrom('kysely_migration' as 'audit');
    await forget.where('name' as 'actor', '=', '0001_first').execute();
    await until(async () => !(await ready(server)).migrations);
    expect(await ready(server)).toMatchObject({ code: 503, database: true, migrations: false });
  });

  it('tell a database that is gone, while the process is well', async () => {
    await stop();
    await until(async () => !(await ready(server)).database);
    expect((await ready(server)).code).toBe(503);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    // It ends as well as ever.
    await server.close();
  });
});

describe('metrics', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ config: { metrics: { host: '127.0.0.1', port: 0 } } });
  });
  afterAll(() => server.close());

  it('count requests, sessions and deliveries, and name nobody', async () => {
    const given = parameters(server);
    const app = await openApp(server, given);
    await app.send(
      status(server, 'in_setup'),
      event(server, { type: 'presence', since: new Date(server.now()).toISOString() }),
    );
    await fetch(`${server.url}/no/such/page`);
    const text = await metricsOf(server);
    for (const line of [
      'invigil_http_requests_total{method="POST",route="/api/client/v1/events",code="200"} 1',
      'invigil_http_requests_total{method="GET",route="none",code="404"} 1',
      'invigil_sessions{status="in_setup"} 1',
      'invigil_delivery_lag_seconds 0',
      'invigil_holds_jobs 1',
      'invigil_draining 0',
      'nodejs_eventloop_lag_p99_seconds',
      'invigil_http_request_duration_seconds_bucket{le="0.005",method="POST",route="/api/client/v1/redeem"}',
    ]) {
      expect(text).toContain(line);
    }
    for (const secret of [app.token, String(given['sessionId']), String(given['lastName'])]) {
      expect(text).not.toContain(secret);
    }
  });

  it('are not where everybody is', async () => {
    expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
    const other = await fetch(`http://127.0.0.1:${String(server.metricsPort)}/`);
    expect(other.status).toBe(404);
  });
});
