import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres, type Postgres } from '../support/postgres.ts';
import { event, status as tellStatus } from '../support/app.ts';
import type { TestServer } from '../support/server.ts';
import type { Json } from './client.ts';
import { deepLinkOf, examOf, makeExam, makeStudent, openByLink } from './exam.ts';
import { join, startInstituteServer, type Member } from './institute.ts';

/*
 * The whole way of an exam as a client of the public documents goes it, on both databases.
 */
describe.each(['PGlite', 'PostgreSQL'] as const)('a client of the documents, on %s', (kind) => {
  let postgres: Postgres | undefined;
  let server: TestServer;
  let member: Member;
  beforeAll(async () => {
    postgres = kind === 'PostgreSQL' ? await startPostgres() : undefined;
    const database = await postgres?.newDatabase();
    server = await startInstituteServer(database === undefined ? {} : { database });
    member = await join(server);
  });
  afterAll(async () => {
    await server.close();
    await postgres?.stop();
  });

  const student = (body: Json): Json => body['student'] as Json;
  const students = (body: Json): Json[] => body['students'] as Json[];
  const exam = (body: Json): Json => body['exam'] as Json;

  it('makes, reads, changes, lists and deletes exams', async () => {
    const { client, id: userId, instituteId } = member;
    const missing = await client.post('exams', {}, { type: 'oral', duration_minutes: 0 });
    expect([missing.status, missing.body]).toEqual([
      422,
      {
        name: ["can't be blank"],
        type: ['is not included in the list'],
        duration_minutes: ['must be greater than or equal to 1'],
      },
    ]);
    const made = await makeExam(client, { name: 'Draft', type: 'record_review' });
    expect(made).toMatchObject({
      institute_id: instituteId,
      user_id: userId,
      status: 'draft',
      mode: '01110000',
      web_cam: true,
      mobile_cam: false,
      screen_share: true,
      live_proctoring: false,
      published: false,
    });
    expect(JSON.parse(String(made['restrictions']))).toHaveLength(7);
    const path = `exams/${String(made.id)}`;
    const ids = { id: made.id };
    const open = await client.patch(path, ids, { allowed_websites: 'https://tests.example/' });
    expect(exam(open.body)['status']).toBe('open');
    const inverted = await client.patch(path, ids, {
      start_time: '2026-03-11T10:00:00+0100',
      end_time: '2026-03-11T09:00:00Z',
    });
    expect(inverted.body).toEqual({ end_time: ['must be after start_time'] });
    const closed = await client.patch(path, ids, { status: 'closed' });
    expect(exam(closed.body)['status']).toBe('closed');
    for (const [status, count] of [
      ['draft', 0],
      ['closed', 1],
      ['deleted', 0],
    ] as const) {
      const listed = await client.get('exams', {}, { status });
      expect(listed.body['exams'], status).toHaveLength(count);
    }
    expect((await client.get('exams', {}, { status: 'secret' })).body).toEqual({
      status: ['is not included in the list'],
    });
    expect((await client.delete(path, ids)).status).toBe(200);
    expect((await client.get(path, ids)).status).toBe(404);
    expect((await client.get('exams', {}, { status: 'deleted' })).body['exams']).toHaveLength(1);
  });

  it('takes a student from registered to finished', async () => {
    const { client } = member;
    const made = await makeExam(client, examOf(server));
    const path = `exams/${String(made.id)}`;
    const added = await makeStudent(client, made.id, {
      external_id: 'lms-7',
      open_time: Math.floor(server.clock.now() / 1000) - 60,
    });
    expect(added).toMatchObject({
      exam_id: made.id,
      status: 'registered',
      is_email_sent: false,
      microphone_check: 'not_started',
      speakers_check: 'not_started',
      bandwidth_check: 'not_started',
      webcam_check: 'not_started',
      mobile_check: 'not_started',
      screenshare_check: 'not_started',
      bandwidth_speed: null,
      transcoding_status: 'not_sent_to_queue',
      recording_started_at: null,
    });
    const { name, email } = added;
    const again = await client.post(`${path}/add_student`, { id: made.id }, { name, email });
    expect([again.status, again.body]).toEqual([422, { email: ['has already been taken'] }]);
    const one = `student_sessions/${String(added.id)}`;
    const ids = { id: added.id };
    const read = async (): Promise<Json> => student((await client.get(one, ids)).body);

    const sent = await client.post(`${path}/send_emails`, { id: made.id });
    expect(sent.body).toEqual({ message: 'emails sent', count: 1 });
    expect(await read()).toMatchObject({ status: 'email_sent', is_email_sent: true });

    const app = await openByLink(server, added.token);
    expect(app.grant).toMatchObject({
      entryUrl: 'https://tests.example/start?e=1',
      urlRules: ['https://tests.example/*'],
      reconnectMinutes: 180,
      purpose: 'exam',
    });
    const check = (step: string, more: object = {}): object =>
      event(server, {
        type: 'check',
        result: { step, state: 'succeeded', outcome: 'pass', ...more },
      });
    await app.beat({ stage: 'checks' });
    await app.send(
      check('webcam'),
      check('bandwidth', { state: 'failed', outcome: 'fail', bandwidthSpeed: 4e5 }),
    );
    expect(await read()).toMatchObject({
      webcam_check: 'succeeded',
      bandwidth_check: 'failed',
      bandwidth_speed: 400_000,
      in_check_requirements: true,
      operating_system: 'linux',
      browser: 'Invigil',
    });
    const filtered = async (status: unknown): Promise<number> => {
      const answer = await client.get('student_sessions', {}, { status, exam_id: made.id });
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
      return students(answer.body).length;
    };
    expect(await filtered('before_check_req')).toBe(1);
    expect(await filtered('before_check_req_mail')).toBe(1);
    for (const [told, value] of [
      ['after_check_req', 'after_check_req'],
      ['in_setup', 'in_setup'],
      ['exam_not_started', 'exam_not_started'],
      ['exam_started', 'exam_started'],
      ['exam_finished', 'exam_finished'],
    ] as const) {
      await app.send(tellStatus(server, told));
      expect((await read())['status']).toBe(value);
      expect(await filtered(value)).toBe(1);
      expect(await filtered(['registered', value])).toBe(1);
      expect(await filtered('registered')).toBe(0);
    }
    expect(await read()).toMatchObject({ in_setup: false, archived: false });
    expect((await read())['end_time']).not.toBeNull();

    // The deprecated ways to the same.
    const index = await client.get(
      `${path}/index_students`,
      { id: made.id },
      { status: 'exam_finished' },
    );
    expect(students(index.body)).toHaveLength(1);
    expect(index.headers.get('x-pagination-item-count')).toBe('1');
    const shown = await client.get(
      `${path}/show_student`,
      { id: made.id },
      { student_session_id: added.id },
    );
    expect(student(shown.body)['id']).toBe(added.id);
    const lti = await client.get(
      `${path}/show_lti_student`,
      { id: made.id },
      { student_lms_id: 'lms-7', resource_link_id: 'r', context_id: 'c' },
    );
    expect(student(lti.body)['status']).toBe('exam_finished');
    const unknown = await client.get(
      `${path}/show_lti_student`,
      { id: made.id },
      { student_lms_id: 'x' },
    );
    expect(unknown.status).toBe(404);
    const reviewable = await client.get(`student_sessions/${added.token}/reviewable`, {
      id: added.token,
    });
    expect(student(reviewable.body)['id']).toBe(added.id);
  });

  it('pages lists, and names every filter that there is', async () => {
    const { client } = member;
    const made = await makeExam(client, examOf(server));
    for (let each = 0; each < 5; each += 1) await makeStudent(client, made.id);
    const path = `exams/${String(made.id)}/student_sessions`;
    const page = await client.get(path, { exam_id: made.id }, { page: 3, limit: 2 });
    expect(students(page.body)).toHaveLength(1);
    expect(
      ['item-count', 'page-count', 'page', 'limit'].map((name) =>
        page.headers.get(`x-pagination-${name}`),
      ),
    ).toEqual(['5', '3', '3', '2']);
    const most = await client.get(path, { exam_id: made.id }, { limit: 1000 });
    expect(most.headers.get('x-pagination-limit')).toBe('300');
    expect((await client.get(path, { exam_id: made.id }, { page: 0 })).body).toEqual({
      page: ['must be greater than or equal to 1'],
    });
    for (const status of [
      'registered',
      'before_check_req_mail',
      'email_bounced',
      'email_sent',
      'after_check_req_mail',
      'before_check_req',
      'after_check_req',
      'in_setup',
      'exam_not_started',
      'exam_started',
      'exam_finished',
    ]) {
      const listed = await client.get(path, { exam_id: made.id }, { status });
      expect([status, listed.status]).toEqual([status, 200]);
      expect(students(listed.body)).toHaveLength(status === 'registered' ? 5 : 0);
    }
    expect((await client.get(path, { exam_id: made.id }, { status: 'asleep' })).status).toBe(422);
  });

  it('changes and removes students, and shuts their links', async () => {
    const { client } = member;
    const made = await makeExam(client, examOf(server));
    const added = await makeStudent(client, made.id);
    const other = await makeStudent(client, made.id);
    const one = `student_sessions/${String(added.id)}`;
    const ids = { id: added.id };
    const taken = await client.patch(one, ids, { email: other['email'] });
    expect(taken.body).toEqual({ email: ['has already been taken'] });
    const changed = await client.patch(one, ids, { name: 'Zoë', skip_requirements: 'true' });
    expect(student(changed.body)).toMatchObject({ name: 'Zoë', skip_requirements: true });
    expect((await deepLinkOf(server, added.token)).startsWith('invigil://open?')).toBe(true);
    expect((await client.delete(one, ids)).status).toBe(200);
    expect((await client.get(one, ids)).status).toBe(404);
    const shut = await fetch(`${server.url}/proctorexam/exam/${added.token}`);
    expect(shut.status).toBe(404);
    // The address is free again.
    expect((await makeStudent(client, made.id, { email: added['email'] })).id).not.toBe(added.id);
  });

  it('assigns proctors and co-managers, and shows each role what is theirs', async () => {
    const { client } = member;
    const proctor = await join(server, 'proctor');
    const teacher = await join(server, 'teacher');
    const stranger = await join(server, 'administrator', 'elsewhere');
    const made = await makeExam(client, examOf(server));
    const path = `exams/${String(made.id)}`;
    const ids = { id: made.id };
    const added = await makeStudent(client, made.id);
    for (const { client: blind } of [proctor, teacher, stranger]) {
      expect((await blind.get(path, ids)).status).toBe(404);
      expect(
        (await blind.get(`student_sessions/${String(added.id)}`, { id: added.id })).status,
      ).toBe(404);
    }
    const unknown = await client.put(`${path}/add_comanager`, ids, { comanager_id: stranger.id });
    expect(unknown.body).toEqual({ comanager_id: ['is not a user of this institute'] });
    const shared = await client.put(`${path}/add_comanager`, ids, { comanager_id: teacher.id });
    expect(exam(shared.body)['comanagers']).toEqual([teacher.id]);
    expect((await teacher.client.get(path, ids)).status).toBe(200);
    const assigned = await client.put(
      `student_sessions/${String(added.id)}/assign_proctor`,
      { id: added.id },
      { proctor_id: proctor.id },
    );
    expect(assigned.body).toEqual({ proctor_id: proctor.id, active_proctoring_sessions: 0 });
    expect((await proctor.client.get(path, ids)).status).toBe(200);
    expect((await proctor.client.patch(path, ids, { name: 'Mine' })).status).toBe(403);
    await client.delete(`${path}/remove_comanager`, ids, { comanager_id: teacher.id });
    expect((await teacher.client.get(path, ids)).status).toBe(404);
  });

  it('ends an exam for a student, once', async () => {
    const { client } = member;
    const made = await makeExam(client, examOf(server));
    const added = await makeStudent(client, made.id);
    const path = `student_sessions/${String(added.id)}/end_exam`;
    const early = await client.post(path, { id: added.id });
    expect([early.status, early.body]).toEqual([422, { status: ['is not exam_started'] }]);
    const app = await openByLink(server, added.token);
    await app.send(tellStatus(server, 'in_setup'), tellStatus(server, 'exam_started'));
    const running = await client.delete(`student_sessions/${String(added.id)}`, { id: added.id });
    expect(running.body).toEqual({ base: ['is taking the exam; end it first'] });
    expect((await client.delete(`exams/${String(made.id)}`, { id: made.id })).status).toBe(422);
    const ended = await client.post(path, { id: added.id });
    expect(student(ended.body)['status']).toBe('exam_finished');
    expect((await client.post(path, { id: added.id })).status).toBe(422);
  });
});
