import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROCTOREXAM } from '../../../server/instituteConfig.ts';
import { may, ROLES, type Role } from '../../../server/people/deeds.ts';
import { enqueue } from '../../../server/storage/deliveries.ts';
import { openStudent, passAll, register, sendPhoto, type Student } from '../pages/support/exam.ts';
import { addPerson, givePassword, staffClient } from '../pages/support/staff.ts';
import { event, status } from '../support/app.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { walkStaffPages, type Walk } from './offered.ts';
import { guardedRoutes, type StaffRoute } from './staffRoutes.ts';

/** So that mails are offered; none is sent. */
const MAIL = { smtp: { host: '127.0.0.1', port: 9, security: 'none' }, from: 'exams@uni.example' };
const STUDENT = '/staff/exams/:exam/students/:session';

let server: TestServer;
let routes: StaffRoute[];
let running: Student;
let code: string;
let photo: string;
let job: string;
beforeAll(async () => {
  server = await startTestServer({ config: { mail: MAIL } });
  await givePassword(server);
  for (const role of ROLES) await addPerson(server, { name: role, role });
  routes = await guardedRoutes(server.deps);
  await fillExam();
});
afterAll(() => server.close());

/** One who waits at the desk, one whose exam runs, one who is done, and one who has not come yet. */
async function fillExam(): Promise<void> {
  await register(server, { firstName: 'Luc', lastName: 'Moreau' });
  const waiting = await open('Zoë', { proctoring: 'online' });
  await waiting.app.send(status(server, 'in_setup'), event(server, { type: 'admission_asked' }));
  await sendPhoto(server, waiting, { kind: 'face' });
  const done = await open('Olga');
  await done.app.send(...begun(), status(server, 'exam_finished'));
  running = await open('Amara');
  await running.app.send(...begun());
  photo = await sendPhoto(server, running, { kind: 'face', overridden: 'glare' });
  const staff = await staffClient(server);
  await staff.post(`${running.path}/extra-minutes`, { minutes: '20', confirmed: 'yes' });
  await staff.post(`${running.path}/waive`, { step: 'speakers', confirmed: 'yes' });
  const made = await staff.post(`${running.path}/support-code`, {
    ...{ step: 'displays', minutes: '60', confirmed: 'yes' },
  });
  code = made.headers.get('location')?.slice(-6) ?? '';
  await suspendInVain();
  const { database } = server.deps;
  await enqueue(database, {
    ...{ kind: 'warning', lane: 'lms', target: 'https://lms.example/', at: server.now() },
    ...{ payload: {}, sessionId: running.id },
  });
  // The institution's own exam: its students are invited from here.
  await database.updateTable('accounts').set({ integration: PROCTOREXAM }).execute();
}

const open = (firstName: string, changes: object = {}): Promise<Student> =>
  openStudent(server, { firstName, lastName: 'Okafor' }, { userId: firstName, ...changes });

const begun = () => [
  ...passAll(server),
  ...['after_check_req', 'in_setup', 'exam_started'].map((wire) => status(server, wire)),
];

/** A deed on many that failed for one of them, so that it may be tried again and undone. */
async function suspendInVain(): Promise<void> {
  job = randomUUID();
  const staff = await staffClient(server);
  await staff.post(`/staff/exams/${running.examId}/cohort`, {
    ...{ job, whom: 'selected', session: running.id, search: '' },
    ...{ action: 'suspend-closing', sent: 'yes', confirmed: 'yes' },
  });
  const { database } = server.deps;
  await database
    .updateTable('cohortItems')
    .set({ state: 'failed', doneAt: new Date(server.now()) })
    .where('jobId', '=', job)
    .execute();
  await database
    .updateTable('cohortJobs')
    .set({ finishedAt: new Date(server.now()) })
    .where('id', '=', job)
    .execute();
}

async function walk(role: Role): Promise<Walk> {
  const client = await staffClient(server, role);
  const exam = `/staff/exams/${running.examId}`;
  const ticked = { whom: 'selected', session: running.id, search: '' };
  return walkStaffPages({ client, role }, routes, `${exam}/cohort/${job}`, [
    { address: `${running.path}/support-code`, fields: { step: 'displays', minutes: '60' } },
    { address: `${running.path}/show-code/${code}`, fields: {} },
    { address: `${running.path}/start-link`, fields: {} },
    { address: `${running.path}/desk/end`, fields: {} },
    { address: `${exam}/cohort`, fields: ticked },
    { address: `${exam}/cohort/mail`, fields: ticked },
  ]);
}

/** Ways that only those with the deed are offered, each on one of the pages. */
const BY_DEED = [
  ['photos', `GET ${STUDENT}/photos/:photo`],
  ['act', `POST ${STUDENT}/support-code`],
  ['act', `POST ${STUDENT}/show-code/:code`],
  ['act', `POST ${STUDENT}/withdraw-code`],
  ['act', `POST ${STUDENT}/desk/:action`],
  ['act', 'GET /staff/exams/:exam/desk'],
  ['act', 'POST /staff/exams/:exam/cohort/:job/retry'],
  ['accommodate', `POST ${STUDENT}/extra-minutes`],
  ['accommodate', `POST ${STUDENT}/unwaive`],
  ['review', `POST ${STUDENT}/conclusion`],
  ['mail', 'POST /staff/exams/:exam/cohort/mail'],
  ['export', 'GET /staff/exams/:exam/students.csv'],
  ['export', 'POST /staff/exams/:exam/students.csv'],
  ['audit', 'GET /staff/audit.csv'],
  ['administer', 'GET /staff/people/:person'],
  ['administer', 'POST /staff/deliveries/:delivery/again'],
  ['administer', `GET ${STUDENT}/erase`],
] as const;

describe.each(ROLES)('a %s', (role) => {
  it('is offered what the role may do, all of it, and nothing that ends in a refusal', async () => {
    const { offered, deadEnds } = await walk(role);
    expect(deadEnds).toEqual([]);
    expect(offered).toContain(`GET ${STUDENT}`);
    for (const [deed, route] of BY_DEED) {
      expect([deed, route, offered.has(route)]).toEqual([deed, route, may(role, deed)]);
    }
  });

  it('sees what was granted, and photos or why there are none', async () => {
    const client = await staffClient(server, role);
    const page = await (await client.get(running.path)).text();
    expect(page).toContain('Extra minutes');
    expect(page.includes('Your role can read what was granted')).toBe(!may(role, 'accommodate'));
    expect(page.includes('they are not shown to your role')).toBe(!may(role, 'photos'));
    expect(page.includes(`photos/${photo}`)).toBe(may(role, 'photos'));
  });
});

describe('the list of students that is taken out', () => {
  const linesOf = async (session?: string): Promise<string[]> => {
    const client = await staffClient(server, 'reviewer');
    const answer = await client.post(`/staff/exams/${running.examId}/students.csv`, {
      search: '?q=zoë',
      ...(session === undefined ? {} : { session }),
    });
    expect(answer.status).toBe(200);
    return (await answer.text()).trimEnd().split('\r\n').slice(1);
  };

  it('has those that are ticked, whoever is looked for meanwhile', async () => {
    const lines = await linesOf(running.id);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(running.id);
  });

  it('has all that the search finds when nobody is ticked, and nobody of another exam', async () => {
    const lines = await linesOf();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('Zoë');
    expect(await linesOf(randomUUID())).toEqual([]);
  });

  it('says in the audit how many were ticked', async () => {
    const lines = await server.deps.database
      .selectFrom('audit')
      .select(['actor', 'after'])
      .where('action', '=', 'students_exported')
      .where('actor', '=', 'reviewer:reviewer')
      .where('after', 'is not', null)
      .execute();
    expect(lines[0]?.after).toEqual({ ticked: 1 });
  });
});
