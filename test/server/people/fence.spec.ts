import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listExams, readExam } from '../../../server/storage/exams.ts';
import { isWithin, within } from '../../../server/storage/fence.ts';
import { readSearch } from '../../../server/pages/staff/studentSearch.ts';
import {
  countMatching,
  countStudents,
  listMatching,
  listStudents,
  readStudent,
} from '../../../server/storage/students.ts';
import { openStudent, sendPhoto, type Student } from '../pages/support/exam.ts';
import { addPerson, staffClient, type StaffClient } from '../pages/support/staff.ts';
import { INTEGRATION } from '../support/server.ts';
import { startStaffedServer, type StaffedServer } from '../support/staffedServer.ts';
import { guardedRoutes } from './staffRoutes.ts';

describe.each(['PGlite', 'PostgreSQL'] as const)('the fence, on %s', (kind) => {
  let staffed: StaffedServer;
  let student: Student;
  let photo: string;
  /** An administrator of another integration: may do everything, and none of it here. */
  let stranger: StaffClient;
  let strangerId: string;
  let neighbour: StaffClient;
  beforeAll(async () => {
    staffed = await startStaffedServer(kind);
    const { server } = staffed;
    student = await openStudent(server, { firstName: 'Amara', lastName: 'Okafor' });
    photo = await sendPhoto(server, student, { kind: 'face' });
    const account = await server.deps.database
      .selectFrom('accounts')
      .select(['id', 'integration'])
      .executeTakeFirstOrThrow();
    const role = 'administrator';
    const south = { integration: 'south', accountId: null };
    strangerId = await addPerson(server, { name: 'stranger', role, places: [south] });
    const here = { integration: account.integration, accountId: account.id };
    await addPerson(server, { name: 'neighbour', role, places: [here] });
    stranger = await staffClient(server, 'stranger');
    neighbour = await staffClient(server, 'neighbour');
  });
  afterAll(() => staffed.close());

  /** The ids of this exam; what nobody here knows is an id of nothing. */
  const addressOf = (url: string): string => {
    const ids: Readonly<Record<string, string>> = {
      exam: student.examId,
      session: student.id,
      photo,
    };
    return url.replace(/:(\w+)/g, (_whole, name: string) => ids[name] ?? randomUUID());
  };

  it('turns a stranger away from every address that names something of others', async () => {
    const { server } = staffed;
    const routes = (await guardedRoutes(server.deps)).filter(({ url }) => url.includes('/:'));
    expect(routes.length).toBeGreaterThan(8);
    for (const { method, url } of routes) {
      const path = addressOf(url);
      const answer = method === 'GET' ? await stranger.get(path) : await stranger.post(path, {});
      expect([method, url, answer.status]).toEqual([method, url, 404]);
    }
    const live = await stranger.get(`/staff/live?exam=${student.examId}`);
    expect(live.status).toBe(404);
    expect(
      (await stranger.get(`/staff/live?exam=${randomUUID()}&session=${student.id}`)).status,
    ).toBe(404);
  });

  it('shows the same addresses to whoever has the account', async () => {
    const { server } = staffed;
    const routes = (await guardedRoutes(server.deps)).filter(
      ({ method, url }) => method === 'GET' && url.includes('/:exam'),
    );
    for (const { url } of routes) {
      const answer = await neighbour.get(addressOf(url));
      // What else an address names is nobody's here.
      if (!/:(?!exam|session|photo)\w+/.test(url))
        expect([url, answer.status]).not.toEqual([url, 404]);
      await answer.body?.cancel();
    }
  });

  it('leaves nothing of others in lists and searches', async () => {
    expect(await (await stranger.get('/staff/exams')).text()).not.toContain('Numerical Methods');
    expect(await (await neighbour.get('/staff/exams')).text()).toContain('Numerical Methods');
  });

  it('stands in storage, whatever a page forgets', async () => {
    const { database } = staffed.server.deps;
    const fence = { staffId: strangerId, everywhere: false };
    expect(await listExams(database, fence)).toEqual([]);
    expect(await readExam(database, fence, student.examId)).toBeUndefined();
    const wanted = { ...readSearch({}), offset: 0, limit: 10 };
    expect(await listStudents(database, fence, student.examId, wanted)).toEqual([]);
    expect(await listMatching(database, fence, student.examId, wanted)).toEqual([]);
    expect(await countMatching(database, fence, student.examId, wanted)).toBe(0);
    expect((await countStudents(database, fence, student.examId)).all).toBe(0);
    expect(await readStudent(database, fence, student.id)).toBeUndefined();
    expect(await isWithin(database, fence, { exam: student.examId })).toBe(false);
    const seen = await database
      .selectFrom('candidates')
      .select('id')
      .where(within(fence, 'candidates.accountId'))
      .execute();
    expect(seen).toEqual([]);
  });

  it('does not let an administrator give away or manage what lies outside', async () => {
    const page = await stranger.get('/staff/people');
    const listed = await page.text();
    expect(listed).toContain('stranger');
    expect(listed).not.toContain('neighbour');
    const refused = await stranger.post('/staff/people/new', {
      name: 'friend',
      role: 'proctor',
      places: `integration:${INTEGRATION}`,
    });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('You can only give what you see yourself');
    const everywhere = await stranger.post('/staff/people/new', {
      name: 'friend',
      role: 'proctor',
      places: 'everywhere',
    });
    expect(everywhere.status).toBe(422);
    const given = await stranger.post('/staff/people/new', {
      name: 'friend',
      role: 'proctor',
      places: 'integration:south',
    });
    expect(given.status).toBe(200);
  });
});
