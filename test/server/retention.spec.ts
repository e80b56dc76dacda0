import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eraseCandidate } from '../../server/retention/erase.ts';
import { keepRetention } from '../../server/retention/keepRetention.ts';
import { listAudit } from '../../server/storage/audit.ts';
import { readStoredSession } from '../../server/storage/storedLogs.ts';
import { describe as describeLog } from '../../server/verifyLog.ts';
import { openApp } from './support/app.ts';
import { parameters } from './support/lms.ts';
import { everything, PERSON, PERSONAL, photosOf, sitExam } from './support/personal.ts';
import { startPostgres, type Postgres } from './support/postgres.ts';
import { startStaffedServer } from './support/staffedServer.ts';
import { MINUTE, startTestServer, type TestServer } from './support/server.ts';

const DAY = 24 * 60 * MINUTE;
let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

describe.each(['PGlite', 'PostgreSQL'])('retention on %s', (kind) => {
  const start = async (config: object = {}): Promise<TestServer> =>
    startTestServer({
      ...(kind === 'PGlite' ? {} : { database: await postgres.newDatabase() }),
      config,
      integration: { retention: { evidenceDays: 30, personalDays: 100 } },
    });

  it('takes the photos first, then the person, and leaves the proof', async () => {
    const server = await start();
    const app = await sitExam(server);
    await keepRetention(server.deps);
    expect(photosOf(server)).toHaveLength(1);

    server.clock.skip(31 * DAY);
    await keepRetention(server.deps);
    expect(photosOf(server)).toEqual([]);
    expect(await everything(server)).toContain('Featherstonehaugh');

    server.clock.skip(70 * DAY);
    await keepRetention(server.deps);
    await keepRetention(server.deps);
    const held = await everything(server);
    for (const personal of PERSONAL)
      expect([personal, held.includes(personal)]).toEqual([personal, false]);

    const stored = await readStoredSession(server.deps.database, app.grant.id);
    if (stored === undefined) throw new Error('the session itself is gone');
    const verified = describeLog(app.grant.id, stored);
    expect([verified.faults, verified.lines.join('\n')]).toEqual([
      0,
      expect.stringContaining('was removed'),
    ]);
    expect(stored.incidents.map((incident) => incident.kind)).toContain('focus_lost');
    const audit = await listAudit(server.deps.database, app.grant.id);
    expect(audit.map(({ actor, action }) => `${actor} ${action}`).slice(-2)).toEqual([
      'server photos_removed',
      'server personal_data_removed',
    ]);
    const photos = await server.deps.database.selectFrom('photos').selectAll().execute();
    expect(photos).toMatchObject([{ sha256: expect.stringMatching(/^[\da-f]{64}$/) as string }]);
    await server.close();
  });

  it('keeps each integration’s own time, and nothing of a session that is not over', async () => {
    const server = await start();
    const south = { ...server, integration: 'south', secret: server.secret + ', another one' };
    await sitExam(south);
    const running = parameters(server, {
      endDate: new Date(server.now() + 400 * DAY).toISOString(),
    });
    await openApp(server, running);
    server.clock.skip(101 * DAY);
    await keepRetention(server.deps);
    // 90 days by default: the photo is gone, the person is not.
    expect(photosOf(server)).toEqual([]);
    const held = await everything(server);
    expect(held).toContain('Featherstonehaugh');
    expect(held).toContain(String(running['lastName']));
    await server.close();
  });

  it('erases one candidate on demand, with all their sessions, and only once all are over', async () => {
    const server = await start();
    const app = await sitExam(server);
    await sitExam(server, { userId: 'another', lastName: 'Stays' });
    const again = parameters(server, { ...PERSON, userId: 'user-of-the-lms', sessionId: 'second' });
    await openApp(server, again);
    const { candidateId } = await server.deps.database
      .selectFrom('sessions')
      .select('candidateId')
      .where('id', '=', app.grant.id)
      .executeTakeFirstOrThrow();
    const actor = 'administrator:ada';
    expect(await eraseCandidate(server.deps, candidateId, actor)).toBe(false);
    expect(photosOf(server)).toHaveLength(2);
    server.clock.skip(DAY);
    expect(await eraseCandidate(server.deps, candidateId, actor)).toBe(true);
    expect(photosOf(server)).toHaveLength(1);
    const held = await everything(server);
    expect(held).toContain('Stays');
    expect(held).not.toContain('user-of-the-lms');
    const candidate = server.deps.database.selectFrom('candidates').selectAll();
    expect(await candidate.where('id', '=', candidateId).executeTakeFirst()).toMatchObject({
      ...{ email: null, firstName: null, lastName: null },
    });
    const audit = await listAudit(server.deps.database, app.grant.id);
    expect(audit.at(-1)).toMatchObject({
      actor,
      action: 'personal_data_removed',
      after: { pseudonymised: false },
    });
    expect(existsSync(join(server.deps.config.evidenceFolder, 'support.secret'))).toBe(true);
    await server.close();
  });
});

describe('the page that erases', () => {
  it('is an administrator’s, asks once more, and says what goes and what stays', async () => {
    const staffed = await startStaffedServer('PGlite');
    const { server, staff } = staffed;
    const app = await sitExam(server);
    const row = await server.deps.database
      .selectFrom('sessions')
      .select(['examId', 'id'])
      .where('id', '=', app.grant.id)
      .executeTakeFirstOrThrow();
    const path = `/staff/exams/${row.examId}/students/${row.id}`;
    expect(await (await staff.get(path)).text()).toContain(`${path}/erase`);
    const page = await (await staff.get(`${path}/erase`)).text();
    expect(page).toContain('Featherstonehaugh');
    expect(page).toContain('Erase for good');
    const answer = await staff.post(`${path}/erase`, {});
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${path}?saved=yes`]);
    const after = await staff.get(path);
    expect(after.status).toBe(200);
    expect(await after.text()).not.toContain('Featherstonehaugh');

    await server.deps.database.updateTable('staff').set({ role: 'proctor' }).execute();
    expect((await staff.get(`${path}/erase`)).status).toBe(403);
    expect((await staff.post(`${path}/erase`, {})).status).toBe(403);
    expect(await (await staff.get(path)).text()).not.toContain(`${path}/erase`);
    await staffed.close();
  });
});
