import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eraseCandidate, erasePersonal, removePhotos } from '../../server/retention/erase.ts';
import { keepRetention } from '../../server/retention/keepRetention.ts';
import { concludeSession } from '../../server/sessions/concludeSession.ts';
import { withSession } from '../../server/sessions/withSession.ts';
import { writeAudit } from '../../server/storage/audit.ts';
import { readParameters } from '../../server/storage/sessions.ts';
import { readStoredSession } from '../../server/storage/storedLogs.ts';
import { describe as describeLog } from '../../server/verifyLog.ts';
import { event, openApp, status } from './support/app.ts';
import { iso, parameters } from './support/lms.ts';
import {
  everything,
  PERSON,
  PERSONAL,
  photosOf,
  rowOf,
  sendPhoto,
  sitExam,
} from './support/personal.ts';
import { startPostgres, type Postgres } from './support/postgres.ts';
import { MINUTE, startTestServer, type TestServer } from './support/server.ts';

const DAY = 24 * 60 * MINUTE;

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

describe.each(['PGlite', 'PostgreSQL'])('erasure on %s', (kind) => {
  const start = async (config: object = {}): Promise<TestServer> =>
    startTestServer({
      ...(kind === 'PGlite' ? {} : { database: await postgres.newDatabase() }),
      config,
      integration: { retention: { evidenceDays: 30, personalDays: 100 } },
    });

  const erase = async (server: TestServer, sessionId: string): Promise<boolean> => {
    const { candidateId } = await rowOf(server, sessionId);
    return eraseCandidate(server.deps, candidateId, 'administrator:ada');
  };

  it('keeps nothing personal of what an app delivers after it, and the proof all the same', async () => {
    const server = await start();
    const app = await sitExam(server);
    await writeAudit(server.deps.database, {
      ...{ at: server.now(), actor: 'candidate:user-of-the-lms', action: 'booked' },
      sessionId: app.grant.id,
    });
    expect(await erase(server, app.grant.id)).toBe(true);
    const { erasedAt } = await rowOf(server, app.grant.id);

    server.clock.skip(DAY);
    const late = await app.send(
      event(server, { type: 'message', words: 'In my own words, once more' }),
      event(server, {
        type: 'incident',
        incident: {
          kind: 'focus_lost',
          severity: 'notice',
          evidence: [{ code: 'process', values: { name: 'earphones of hers' } }],
        },
      }),
      event(server, { type: 'incident', incident: { kind: 'Featherstonehaugh' } }),
    );
    expect(late.status).toBe(200);
    expect(await sendPhoto(server, app)).toBe(200);
    await withSession(server.deps, app.grant.id, (work) =>
      concludeSession(
        work,
        { conclusion: 'rejected', comment: 'Featherstonehaugh had earphones of hers' },
        'administrator:ada',
      ),
    );

    const held = await everything(server);
    for (const personal of PERSONAL)
      expect([personal, held.includes(personal)]).toEqual([personal, false]);
    expect(photosOf(server)).toEqual([]);
    expect((await rowOf(server, app.grant.id)).erasedAt).toEqual(erasedAt);
    const stored = await readStoredSession(server.deps.database, app.grant.id);
    if (stored === undefined) throw new Error('the session itself is gone');
    expect(describeLog(app.grant.id, stored).faults).toBe(0);
    expect(stored.incidents.filter(({ kind: what }) => what === 'focus_lost')).toHaveLength(2);
    const photos = await server.deps.database.selectFrom('photos').select('sha256').execute();
    expect(photos.map(({ sha256 }) => /^[\da-f]{64}$/.test(sha256))).toEqual([true, true]);
    await server.close();
  });

  it('comes again for a session that the LMS starts again', async () => {
    const server = await start();
    const given = parameters(server, { ...PERSON, userId: 'user-of-the-lms' });
    const app = await openApp(server, given);
    // Another session of theirs still says who they are, so the LMS finds its candidate again.
    await openApp(server, { ...given, sessionId: 'another', endDate: iso(server.now() + 9 * DAY) });
    server.clock.skip(DAY);
    expect(await erasePersonal(server.deps, app.grant.id, 'server')).toBe(true);
    expect((await rowOf(server, app.grant.id)).erasedAt).not.toBe(null);
    const again = { ...given, endDate: iso(server.now() + DAY) };
    expect((await openApp(server, again)).grant.id).toBe(app.grant.id);
    const refilled = await readParameters(server.deps.database, app.grant.id);
    expect(refilled.lastName).toBe('Featherstonehaugh');
    expect((await rowOf(server, app.grant.id)).erasedAt).toBe(null);

    server.clock.skip(102 * DAY);
    await keepRetention(server.deps);
    expect((await rowOf(server, app.grant.id)).erasedAt).not.toBe(null);
    const left = await readParameters(server.deps.database, app.grant.id);
    expect(JSON.stringify(left)).not.toMatch(/Featherstonehaugh|dyslexia|exam-access-key/);
    await server.close();
  });

  it('waits for an exam that runs beyond its window, and looks again before it erases', async () => {
    const server = await start();
    const app = await openApp(server, parameters(server, { ...PERSON, duration: 60 }));
    await app.send(status(server, 'in_setup'), status(server, 'exam_started'));
    expect(await sendPhoto(server, app)).toBe(200);
    const db = server.deps.database;
    await db
      .updateTable('sessions')
      .set({ closingSuspendedAt: new Date(server.now()) })
      .where('id', '=', app.grant.id)
      .execute();
    server.clock.skip(200 * DAY);
    expect(await erase(server, app.grant.id)).toBe(false);
    await keepRetention(server.deps);
    // Listed while it seemed to be over, and running when its turn came.
    expect(await erasePersonal(server.deps, app.grant.id, 'server')).toBe(false);
    await removePhotos(server.deps, app.grant.id, 'server');
    expect(photosOf(server)).toHaveLength(1);
    expect(await everything(server)).toContain('Featherstonehaugh');
    expect((await rowOf(server, app.grant.id)).erasedAt).toBe(null);
    await server.close();
  });

  it('leaves no photo behind whose row could not be written', async () => {
    const server = await start();
    const app = await openApp(server, parameters(server));
    const db = server.deps.database;
    await sql`alter table photos add constraint none check (bytes < 0)`.execute(db);
    expect(await sendPhoto(server, app)).toBe(500);
    expect(photosOf(server)).toEqual([]);
    await sql`alter table photos drop constraint none`.execute(db);
    expect(await sendPhoto(server, app)).toBe(200);
    expect(photosOf(server)).toHaveLength(1);
    await server.close();
  });
});
