import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres, type Postgres } from '../support/postgres.ts';
import { event, status as tellStatus } from '../support/app.ts';
import { MINUTE, pass, type TestServer } from '../support/server.ts';
import type { Json } from './client.ts';
import { examOf, makeExam, makeStudent, openByLink } from './exam.ts';
import { join, startInstituteServer, type Member } from './institute.ts';

describe.each(['PGlite', 'PostgreSQL'] as const)('the sessions of an institute, on %s', (kind) => {
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
  const exam = (body: Json): Json => body['exam'] as Json;

  it('finishes an exam three hours after its recordings stopped, or nine after its start', async () => {
    const { client } = member;
    const made = await makeExam(client, {
      ...examOf(server),
      use_duration: true,
      duration_minutes: 30,
    });
    const begin = async (): Promise<{
      id: number;
      app: Awaited<ReturnType<typeof openByLink>>;
    }> => {
      const added = await makeStudent(client, made.id);
      const app = await openByLink(server, added.token);
      await app.send(tellStatus(server, 'in_setup'), tellStatus(server, 'exam_started'));
      return { id: added.id, app };
    };
    const statusOf = async (id: number): Promise<unknown> =>
      student((await client.get(`student_sessions/${String(id)}`, { id })).body)['status'];
    const silent = await begin();
    const heard = await begin();
    const live = async (milliseconds: number): Promise<void> => {
      for (let left = milliseconds; left > 0; left -= 30 * MINUTE) {
        await pass(server, Math.min(left, 30 * MINUTE));
        await heard.app.beat();
      }
    };
    // Neither its timer nor ten minutes of silence end a session of this API.
    await live(179 * MINUTE);
    expect([await statusOf(silent.id), await statusOf(heard.id)]).toEqual([
      'exam_started',
      'exam_started',
    ]);
    await live(2 * MINUTE);
    expect([await statusOf(silent.id), await statusOf(heard.id)]).toEqual([
      'exam_finished',
      'exam_started',
    ]);
    await live(9 * 60 * MINUTE - 182 * MINUTE);
    expect(await statusOf(heard.id)).toBe('exam_started');
    await live(2 * MINUTE);
    expect(await statusOf(heard.id)).toBe('exam_finished');
  });

  it('gives whoever begins at the last moment the whole time', async () => {
    const { client } = member;
    const made = await makeExam(client, {
      ...examOf(server, { end_time: new Date(server.clock.now() + MINUTE).toISOString() }),
      use_duration: true,
      duration_minutes: 90,
    });
    const [first, late] = [await makeStudent(client, made.id), await makeStudent(client, made.id)];
    const app = await openByLink(server, first.token);
    await app.send(tellStatus(server, 'in_setup'), tellStatus(server, 'exam_started'));
    const began = server.now();
    await pass(server, 2 * MINUTE);
    const state = (await app.beat()).body['state'] as Json;
    expect(state).toMatchObject({
      status: 'exam_started',
      endsAt: new Date(began + 90 * MINUTE).toISOString(),
    });
    const shut = await fetch(`${server.url}/proctorexam/exam/${late.token}`, {
      headers: { accept: 'application/json' },
    });
    expect([shut.status, ((await shut.json()) as Json)['error']]).toEqual([403, 'too_late']);
    expect(
      exam((await client.get(`exams/${String(made.id)}`, { id: made.id })).body)['status'],
    ).toBe('closed');
  });

  it('serves an exam page of its own to the app in the exam alone', async () => {
    const { client } = member;
    const made = await makeExam(client, {
      name: 'On paper',
      type: 'classroom',
      restrictions: 'Write on **paper**.\n\nNo phones.',
    });
    const ids = { exam_id: made.id };
    const content =
      '<h1>Part A</h1><script>alert(1)</script><p onclick="x()">Solve &amp; explain.</p>';
    const document = await client.post(`exams/${String(made.id)}/documents`, ids, {
      exam_content: content,
    });
    expect(document.status).toBe(201);
    const data = Buffer.from('%PDF-1.4 sample').toString('base64');
    const attachments = `exams/${String(made.id)}/attachments`;
    const wrong = await client.post(attachments, ids, {
      file_name: 'a/b',
      content_type: 'text/html',
      data,
    });
    expect(wrong.body).toEqual({
      file_name: ['is invalid'],
      content_type: ['is not included in the list'],
    });
    const attached = await client.post(attachments, ids, {
      file_name: 'Tafel é.pdf',
      content_type: 'application/pdf',
      data,
    });
    expect(attached.status).toBe(201);
    const added = await makeStudent(client, made.id, {
      individual_info: 'Seat <12>',
      is_individual_info_html: false,
    });
    const app = await openByLink(server, added.token);
    const { entryUrl, urlRules } = app.grant;
    expect(urlRules).toEqual([`${server.url}/proctorexam/page/*`]);
    expect((await fetch(entryUrl)).status).toBe(401);
    await app.send(tellStatus(server, 'in_setup'));
    const page = await fetch(entryUrl, { headers: { accept: 'text/html' } });
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).toContain('<h1>On paper</h1>');
    expect(html).toContain('<h2>Part A</h2><p>Solve &amp; explain.</p>');
    expect(html).toContain('Seat &lt;12&gt;');
    expect(html).not.toContain('alert');
    const file = /href="([^"]+files[^"]+)"/.exec(html)?.[1]?.replace(/&amp;/g, '&') ?? '';
    const sent = await fetch(new URL(file, server.url));
    expect([sent.status, sent.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const forged = entryUrl.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    expect((await fetch(forged)).status).toBe(401);
    // Another app takes over, and the first one's address is dead with its access.
    const next = await openByLink(server, added.token);
    expect((await fetch(entryUrl)).status).toBe(401);
    expect((await fetch(next.grant.entryUrl)).status).toBe(200);
    const listed = await client.get(`exams/${String(made.id)}/documents`, ids);
    expect(listed.body['documents']).toHaveLength(1);
  });

  it('counts a check in advance on the machine that passed it, while it is fresh', async () => {
    const { client } = member;
    const opens = server.clock.now() + 20 * 24 * 60 * MINUTE;
    const made = await makeExam(client, {
      ...examOf(server, {
        start_time: new Date(opens).toISOString(),
        end_time: new Date(opens + 60 * 24 * 60 * MINUTE).toISOString(),
      }),
    });
    const added = await makeStudent(client, made.id);
    const machine = '3f0c1f9a-0a53-4c1b-9a0e-0c8f4ad8c111';
    const early = await fetch(`${server.url}/proctorexam/exam/${added.token}`, {
      headers: { accept: 'application/json' },
    });
    expect(((await early.json()) as Json)['error']).toBe('too_early');
    const app = await openByLink(server, added.token, 'check', { machine });
    expect(app.grant).toMatchObject({ purpose: 'check', checkedBefore: [] });
    const check = (step: string, state = 'succeeded'): object =>
      event(server, { type: 'check', result: { step, state } });
    await app.send(check('webcam'), check('microphone', 'failed'), check('displays'));
    await app.send(tellStatus(server, 'after_check_req'));
    expect((await app.refresh()).status).toBe(200);
    // No exam begins with it.
    const begun = await app.send(tellStatus(server, 'exam_started'));
    expect(begun.body['refused']).toHaveLength(1);
    const read = await client.get(`student_sessions/${String(added.id)}`, { id: added.id });
    expect(student(read.body)['status']).toBe('after_check_req');
    server.clock.skip(21 * 24 * 60 * MINUTE);
    const steps = async (more: object): Promise<string[]> => {
      const { grant } = await openByLink(server, added.token, 'exam', more);
      return grant.checkedBefore.map(({ step }) => step);
    };
    expect(await steps({ machine })).toEqual(['webcam']);
    expect(await steps({ machine: '3f0c1f9a-0a53-4c1b-9a0e-0c8f4ad8c222' })).toEqual([]);
    expect(await steps({})).toEqual([]);
    server.clock.skip(10 * 24 * 60 * MINUTE);
    expect(await steps({ machine })).toEqual([]);
  });
});
