import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listIncidents } from '../../server/storage/incidents.ts';
import { MINUTE, pass, startTestServer, type TestServer } from '../server/support/server.ts';
import { startLms, type RunningLms } from '../sample-lms/startLms.ts';
import { openApp, type RunningApp } from './support/app.ts';
import { Candidate } from './support/candidate.ts';
import { ownFolder } from './support/folders.ts';
import { postStart } from './support/start.ts';

/** The server runs in this process, so that its clock can be moved past the reconnect window. */
let server: TestServer;
let lms: RunningLms;

beforeAll(async () => {
  server = await startTestServer();
  lms = await startLms({
    proctorUrl: server.url,
    integrationName: server.integration,
    jwtSecret: server.secret,
  });
});

afterAll(async () => {
  await lms.close();
  await server.close();
});

async function inExam(userData: string, sessionId: string): Promise<RunningApp> {
  const start = await lms.addSample('start-on-campus-high', {
    sessionId,
    language: 'en',
    identification: 'skip',
    allowVirtualEnvironment: true,
    startDate: new Date(server.now() - 10 * MINUTE).toISOString(),
    endDate: new Date(server.now() + 300 * MINUTE).toISOString(),
  });
  const app = await openApp({ userData, link: (await postStart(start)).deepLink });
  const candidate = new Candidate(app, 'en');
  await candidate.confirmsServer();
  await candidate.consents();
  await candidate.passesChecks();
  await candidate.readsRules();
  await candidate.startsExam();
  await app.foreignPage();
  return app;
}

async function statusOf(sessionId: string): Promise<string | undefined> {
  const row = await server.deps.database
    .selectFrom('sessions')
    .select('status')
    .where('externalId', '=', sessionId)
    .executeTakeFirst();
  return row?.status;
}

/** How many logs a session has, and the kinds of its incidents. */
async function logOf(sessionId: string): Promise<{ logs: number; kinds: string[] }> {
  const { database } = server.deps;
  const { id } = await database
    .selectFrom('sessions')
    .select('id')
    .where('externalId', '=', sessionId)
    .executeTakeFirstOrThrow();
  const logs = await database
    .selectFrom('eventLogs')
    .select('id')
    .where('sessionId', '=', id)
    .execute();
  const kinds = (await listIncidents(database, id)).map(({ kind }) => kind);
  return { logs: logs.length, kinds };
}

describe('a candidate who was away', () => {
  it('continues within the reconnect window, without a new link', async () => {
    const userData = await ownFolder('back-in-time');
    const app = await inExam(userData.path, 'back-in-time');
    await expect.poll(() => statusOf('back-in-time')).toBe('exam_started');
    await app.kill();
    await pass(server, 8 * MINUTE);
    const again = await openApp({ userData: userData.path });
    const candidate = new Candidate(again, 'en');
    await candidate.presses('link.resumable.open');
    await again.foreignPage();
    expect(await statusOf('back-in-time')).toBe('exam_started');
    // What it says now continues the one log of the session.
    await expect.poll(async () => (await logOf('back-in-time')).kinds).toContain('app_restarted');
    const { logs, kinds } = await logOf('back-in-time');
    expect(logs).toBe(1);
    expect(kinds.filter((kind) => kind.startsWith('log_'))).toEqual([]);
    await again.close();
    await userData.remove();
  }, 240_000);

  it('is refused after it, with the reason and a way on', async () => {
    const userData = await ownFolder('too-late');
    const app = await inExam(userData.path, 'too-late');
    await expect.poll(() => statusOf('too-late')).toBe('exam_started');
    await app.kill();
    await pass(server, 12 * MINUTE);
    expect(await statusOf('too-late')).toBe('exam_finished');
    const again = await openApp({ userData: userData.path });
    const candidate = new Candidate(again, 'en');
    await candidate.presses('link.resumable.open');
    await again.page
      .getByText(candidate.text('reason.closed_disconnected.sentence'))
      .first()
      .waitFor();
    await again.page
      .getByText(candidate.text('reason.closed_disconnected.wayOut'))
      .first()
      .waitFor();
    await again.close();
    await userData.remove();
    const offered = lms.state.starts.get('too-late');
    if (offered === undefined) throw new Error('the LMS forgot its start');
    const start = await lms.addStart(offered);
    await expect(postStart(start)).rejects.toThrow(/410.*closed_disconnected/);
  }, 240_000);
});
