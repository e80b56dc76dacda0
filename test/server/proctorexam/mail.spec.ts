import { randomUUID } from 'node:crypto';
import type { ParsedMail } from 'mailparser';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sendMail } from '../../../server/actions/sendMail.ts';
import { runCohorts } from '../../../server/cohorts/runCohorts.ts';
import { createCourier } from '../../../server/deliveries/courier.ts';
import { oweMailsDue } from '../../../server/proctorexam/mailsDue.ts';
import { sendOwedMail } from '../../../server/proctorexam/sendOwedMail.ts';
import { withSession } from '../../../server/sessions/withSession.ts';
import { givePassword, staffClient } from '../pages/support/staff.ts';
import { openApp, status } from '../support/app.ts';
import { parameters } from '../support/lms.ts';
import { startMailServer, type MailServer } from '../support/mailServer.ts';
import { MINUTE, type TestServer } from '../support/server.ts';
import type { Json } from './client.ts';
import { examOf, makeExam, makeStudent, openByLink } from './exam.ts';
import { join, startInstituteServer, type Member } from './institute.ts';

describe('the mails to an institute’s students', () => {
  let smtp: MailServer;
  let server: TestServer;
  let member: Member;
  beforeAll(async () => {
    smtp = await startMailServer();
    const mail = {
      smtp: { host: '127.0.0.1', port: smtp.port, security: 'none' },
      from: 'Exams <exams@uni.example>',
    };
    server = await startInstituteServer({ config: { mail } });
    member = await join(server);
  });
  afterAll(async () => {
    await server.close();
    await smtp.close();
  });
  beforeEach(() => {
    smtp.mails.length = 0;
  });

  /** One look at the clock and one round of the queue, as the running server does by itself. */
  async function post(): Promise<ParsedMail[]> {
    await oweMailsDue(server.deps);
    const courier = createCourier(server.deps, { mail: sendOwedMail(server.deps) });
    while ((await courier.look()) > 0) await courier.idle();
    return smtp.mails.splice(0);
  }
  const subjects = async (): Promise<(string | undefined)[]> =>
    (await post()).map(({ subject }) => subject);
  const read = async (id: number): Promise<Json> =>
    (await member.client.get(`student_sessions/${String(id)}`, { id })).body['student'] as Json;
  /** The students' page of the exam that a student is in, as staff see it. */
  const listOf = async (id: number): Promise<string> => {
    const { examId } = await server.deps.database
      .selectFrom('sessions')
      .innerJoin('apiSessions', 'apiSessions.sessionId', 'sessions.id')
      .select('sessions.examId')
      .where('apiSessions.id', '=', id)
      .executeTakeFirstOrThrow();
    await givePassword(server);
    return (await (await staffClient(server)).get(`/staff/exams/${examId}`)).text();
  };
  const days = (count: number): string =>
    new Date(server.clock.now() + count * 24 * 60 * MINUTE).toISOString();
  const sendAll = (id: number): Promise<unknown> =>
    member.client.post(`exams/${String(id)}/send_emails`, { id });

  it('go out at their time, once each, in plain text and in HTML', async () => {
    const exam = await makeExam(member.client, {
      ...examOf(server, { start_time: days(3), end_time: days(4) }),
      name: 'Analyse & <Algèbre>',
      use_duration: true,
      duration_minutes: 90,
      timezone: 'Europe/Paris',
    });
    const student = await makeStudent(member.client, exam.id);
    expect(await post()).toEqual([]);
    await sendAll(exam.id);
    const [initial, ...others] = await post();
    expect(others).toEqual([]);
    expect(initial?.from?.text).toBe('"Exams" <exams@uni.example>');
    expect(initial?.subject).toBe('Check your computer for “Analyse & <Algèbre>”');
    expect(initial?.headers.get('auto-submitted')).toBe('auto-generated');
    const link = `${server.url}/proctorexam/check/${student.token}`;
    expect(initial?.text).toContain(link);
    expect(initial?.text).toContain('Europe/Paris');
    expect(initial?.text).toContain('90 minutes');
    const html = String(initial?.html);
    expect(html).toContain('<html lang="en"');
    expect(html).toContain('Analyse &amp; &lt;Algèbre&gt;');
    expect(html).toContain(`href="${link}"`);
    expect(html).not.toMatch(/<img|<script|<Algèbre>/);

    server.clock.skip(2.5 * 24 * 60 * MINUTE);
    expect(await subjects()).toEqual([
      'Tomorrow: “Analyse & <Algèbre>”, and your computer is not checked yet',
    ]);
    expect(await subjects()).toEqual([]);

    const app = await openByLink(server, student.token, 'check');
    await app.send(status(server, 'after_check_req'));
    const [exam_link] = await post();
    expect(exam_link?.subject).toBe('Your link to “Analyse & <Algèbre>”');
    expect(exam_link?.text).toContain(`${server.url}/proctorexam/exam/${student.token}`);
    const filtered = await member.client.get(
      'student_sessions',
      {},
      { status: 'after_check_req_mail' },
    );
    expect(filtered.body['students']).toHaveLength(1);

    const ids = { id: exam.id };
    await member.client.patch(`exams/${String(exam.id)}`, ids, { global_reviewing: true });
    expect(await subjects()).toEqual([]);
    await member.client.patch(`exams/${String(exam.id)}`, ids, { duration_minutes: 120 });
    const [changed] = await post();
    expect(changed?.subject).toBe('Changed: “Analyse & <Algèbre>”');
    expect(changed?.text).toContain('120 minutes');

    server.clock.skip(24 * 60 * MINUTE * 0.6);
    const inExam = await openByLink(server, student.token);
    await inExam.send(
      ...['in_setup', 'exam_started', 'exam_finished'].map((s) => status(server, s)),
    );
    expect(await subjects()).toEqual(['“Analyse & <Algèbre>” is finished']);
    expect(await subjects()).toEqual([]);
  });

  it('speak the exam’s language, and give those without a check the exam’s link at once', async () => {
    const exam = await makeExam(member.client, { ...examOf(server), exam_language: 'fr-CA' });
    await makeStudent(member.client, exam.id, { skip_requirements: true });
    await sendAll(exam.id);
    const [mail] = await post();
    expect(mail?.subject).toBe('Votre lien vers « Statistics I »');
    expect(mail?.headers.get('content-language')).toBe('fr');
  });

  it('that are switched off leave the status as if they were sent', async () => {
    const path = `institutes/${String(member.instituteId)}`;
    const ids = { id: member.instituteId };
    await member.client.patch(path, ids, { check_requirements_emails_enabled: false });
    const exam = await makeExam(member.client, examOf(server));
    const student = await makeStudent(member.client, exam.id);
    await sendAll(exam.id);
    expect(await post()).toEqual([]);
    expect(await read(student.id)).toMatchObject({ status: 'email_sent', is_email_sent: true });
    await member.client.patch(path, ids, { check_requirements_emails_enabled: true });
  });

  it('are sent by staff from the list of students, in one audited deed', async () => {
    const exam = await makeExam(member.client, { ...examOf(server), name: 'Topology' });
    const [ann, ben] = [
      await makeStudent(member.client, exam.id),
      await makeStudent(member.client, exam.id, { skip_requirements: true }),
    ];
    const { database } = server.deps;
    const rows = await database
      .selectFrom('sessions')
      .innerJoin('apiSessions', 'apiSessions.sessionId', 'sessions.id')
      .select(['sessions.id', 'sessions.examId'])
      .where('apiSessions.examId', '=', exam.id)
      .orderBy('apiSessions.id')
      .execute();
    const here = `/staff/exams/${rows[0]?.examId ?? ''}`;
    await givePassword(server);
    const staff = await staffClient(server);
    expect(await (await staff.get(here)).text()).toContain('Mail all 2 shown');
    const whole = { whom: 'matching', search: '', job: randomUUID() };
    const asked = await (await staff.post(`${here}/cohort/mail`, whole)).text();
    expect(asked).toContain('This reaches 2 students.');
    expect(await post()).toEqual([]);
    const begun = await staff.post(`${here}/cohort/mail`, { ...whole, confirmed: 'yes' });
    expect(begun.status).toBe(303);
    await runCohorts(server.deps);
    const links = (await post()).map(({ text }) => /\/proctorexam\/\w+\/\w+/.exec(text ?? '')?.[0]);
    expect(links.sort()).toEqual(
      [`/proctorexam/check/${ann.token}`, `/proctorexam/exam/${ben.token}`].sort(),
    );
    expect((await read(ann.id))['status']).toBe('email_sent');

    // Once more for one of them, which is meant.
    server.clock.skip(1_000);
    const one = { whom: 'selected', session: rows[0]?.id ?? '', confirmed: 'yes' };
    await staff.post(`${here}/cohort/mail`, one);
    await runCohorts(server.deps);
    expect(await subjects()).toEqual(['Check your computer for “Topology”']);
    const lines = await database
      .selectFrom('audit')
      .select('actor')
      .where('action', '=', 'mail_sent')
      .execute();
    expect(lines.map(({ actor }) => actor)).toEqual(Array(3).fill('administrator:admin'));
  });

  it('are not offered where no mail server would carry them', async () => {
    const mute = await startInstituteServer();
    const { client } = await join(mute);
    const exam = await makeExam(client, examOf(mute));
    await makeStudent(client, exam.id);
    await givePassword(mute);
    const staff = await staffClient(mute);
    const { examId } = await mute.deps.database
      .selectFrom('sessions')
      .select('examId')
      .executeTakeFirstOrThrow();
    const page = await (await staff.get(`/staff/exams/${examId}`)).text();
    expect(page).toContain('Act on all 1 shown');
    expect(page).not.toContain('Mail all');
    const whole = { whom: 'matching', search: '', confirmed: 'yes' };
    for (const [path, more] of [
      ['cohort/mail', {}],
      ['cohort', { action: 'send-mail' }],
    ] as const) {
      const answer = await staff.post(`/staff/exams/${examId}/${path}`, { ...whole, ...more });
      expect(answer.status).toBe(404);
    }
    await mute.close();
  });

  it('are not sent to the students of an LMS, who hear from it', async () => {
    const grant = (await openApp(server, parameters(server))).grant;
    const done = await withSession(server.deps, grant.id, (work) =>
      sendMail.perform(work, {}, 'administrator:admin'),
    );
    expect(done).toEqual({ done: false, reason: 'mail_by_lms' });
    expect(await post()).toEqual([]);
  });

  it('that come back make the student bounced, until the address is another', async () => {
    const exam = await makeExam(member.client, examOf(server));
    const student = await makeStudent(member.client, exam.id, { email: 'gone@uni.example' });
    await sendAll(exam.id);
    expect(await post()).toEqual([]);
    expect(await read(student.id)).toMatchObject({ status: 'email_bounced' });
    const listed = await member.client.get('student_sessions', {}, { status: 'email_bounced' });
    expect(listed.body['students']).toHaveLength(1);
    expect(await listOf(student.id)).toContain('The mail came back');
    const one = `student_sessions/${String(student.id)}`;
    await member.client.patch(one, { id: student.id }, { email: 'found@uni.example' });
    await sendAll(exam.id);
    expect((await post()).map(({ to }) => [to].flat()[0]?.text)).toEqual([
      expect.stringContaining('found@uni.example'),
    ]);
    expect(await read(student.id)).toMatchObject({ status: 'email_sent' });
    expect(await listOf(student.id)).not.toContain('The mail came back');
  });

  it('that a rule of the mail server holds back bounce nobody, and go out when it is mended', async () => {
    const { senders } = smtp;
    senders.refused = '5.7.1 sender not allowed';
    const exam = await makeExam(member.client, examOf(server));
    const students = [
      await makeStudent(member.client, exam.id),
      await makeStudent(member.client, exam.id),
    ];
    await sendAll(exam.id);
    expect(await post()).toEqual([]);
    for (const { id } of students) expect(await read(id)).toMatchObject({ status: 'email_sent' });
    await givePassword(server);
    const page = await (await staffClient(server)).get('/staff/deliveries?state=waiting');
    expect(await page.text()).toContain('The mail server refused our sender address (550)');
    delete senders.refused;
    server.clock.skip(60 * MINUTE);
    expect(await post()).toHaveLength(2);
  });
});
