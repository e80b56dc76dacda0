import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { status as tellStatus } from '../support/app.ts';
import type { TestServer } from '../support/server.ts';
import type { Json, Reply } from './client.ts';
import { examOf, makeExam, makeStudent, openByLink } from './exam.ts';
import { join, startInstituteServer, type Member } from './institute.ts';

let server: TestServer;
let member: Member;
beforeAll(async () => {
  server = await startInstituteServer();
  member = await join(server);
});
afterAll(() => server.close());

const exam = ({ status, body }: Reply): Json => {
  expect([status, body]).toEqual([200, body]);
  return body['exam'] as Json;
};
const patch = async (id: number, fields: Json): Promise<Json> =>
  exam(await member.client.patch(`exams/${String(id)}`, { id }, fields));
const pairs = (of: Json): [boolean, string[]][] =>
  JSON.parse(String(of['restrictions'])) as [boolean, string[]][];

const PERMISSIONS = {
  allow_websites: true,
  allowed_websites: 'https://tests.example/start?e=1',
  allow_calculator: true,
  allowed_calculator_type: 'Scientific',
  allow_pen_paper: true,
  allow_additional: true,
  allowed_additional: 'Headphones',
  restrictions: 'No notes, please.',
};
const NONE = [false, ['']];
const AS_PAIRS = [
  [true, ['https://tests.example/start?e=1']],
  ...[NONE, NONE],
  [true, ['Scientific']],
  [true, ['']],
  [true, ['Headphones']],
  [true, ['No notes, please.']],
];

describe('an exam as ProctorExam’s samples write one', () => {
  it('takes and answers student_experience and timezone as they are sent', async () => {
    const { client } = member;
    const { id, ...made } = await makeExam(client, examOf(server, { timezone: 0 }));
    expect(made['timezone']).toBe(0);
    expect(await patch(id, { student_experience: true })).toMatchObject({
      student_experience: true,
      timezone: 0,
    });
    const text = { student_experience: 'calm', timezone: 'Europe/Paris' };
    expect(await patch(id, text)).toMatchObject(text);
    const wrong = await client.patch(`exams/${String(id)}`, { id }, { student_experience: [1] });
    expect(wrong.body).toEqual({ student_experience: ['is invalid'] });
  });

  it('tells what is restricted as JSON text of seven pairs', async () => {
    const made = await makeExam(member.client, examOf(server, PERMISSIONS));
    expect(made['restrictions']).toBe(JSON.stringify(AS_PAIRS));
  });

  it('may be read, changed and sent whole, and nothing else of it changes', async () => {
    const { client } = member;
    const { id } = await makeExam(client, examOf(server, PERMISSIONS));
    const read = async (): Promise<Json> => exam(await client.get(`exams/${String(id)}`, { id }));
    const before = await read();
    await patch(id, { ...before, name: 'Renamed' });
    const { updated_at: _at, ...after } = await read();
    expect({ ...before, ...after }).toEqual({ ...before, name: 'Renamed' });
    expect(await patch(id, { ...before, allow_pen_paper: false })).toMatchObject({
      allow_pen_paper: false,
      allowed_additional: 'Headphones',
    });
    const draft = await makeExam(client, { name: 'Draft', type: 'demo' });
    expect(draft['status']).toBe('draft');
    expect(await patch(draft.id, { ...draft, name: 'Still a draft' })).toMatchObject({
      name: 'Still a draft',
      status: 'draft',
      allow_websites: null,
    });
  });

  it.each([
    ['JSON text', (changed: unknown) => JSON.stringify(changed)],
    ['a list', (changed: unknown) => changed],
    ['text of the documents', (changed: unknown) => JSON.stringify(changed).replaceAll('"', "'")],
  ])('takes changed pairs as %s, and shows candidates their words alone', async (_, write) => {
    const { client } = member;
    const made = await makeExam(client, examOf(server, PERMISSIONS));
    const changed = pairs(made);
    changed[2] = [true, ['The red book']];
    changed[3] = [false, ['']];
    changed[6] = [true, ['Phones stay outside.']];
    const sent = await patch(made.id, { ...made, restrictions: write(changed) });
    expect(sent).toMatchObject({
      allow_websites: true,
      allowed_websites: 'https://tests.example/start?e=1',
      allow_textbooks: true,
      allowed_textbooks: 'The red book',
      allow_calculator: false,
      allowed_calculator_type: null,
      allow_pen_paper: true,
    });
    expect(pairs(sent)).toEqual(changed);
    const student = await makeStudent(client, made.id);
    const { grant } = await openByLink(server, student.token);
    expect(grant.parameters.rules.custom_rules).toBe(
      'Phones stay outside.\nThe red book\nHeadphones',
    );
  });

  it('is made from pairs alone; a field beside them counts more', async () => {
    const made = await makeExam(member.client, {
      name: 'Of pairs',
      type: 'record_review',
      restrictions: JSON.stringify(AS_PAIRS),
      allow_calculator: false,
    });
    expect(made).toMatchObject({
      ...PERMISSIONS,
      allow_calculator: false,
      restrictions: JSON.stringify(AS_PAIRS.with(3, [false, ['Scientific']])),
    });
  });

  it('keeps prose as prose, and refuses what begins as pairs and is none', async () => {
    const prose = '[[see page 2]] No phones';
    const made = await makeExam(member.client, examOf(server, { restrictions: prose }));
    expect(pairs(made)[6]).toEqual([true, [prose]]);
    const broken = await member.client.patch(
      `exams/${String(made.id)}`,
      { id: made.id },
      { restrictions: '[[false,[""]],[true' },
    );
    expect([broken.status, broken.body]).toEqual([
      422,
      { restrictions: ['is neither text nor seven pairs'] },
    ]);
  });
});

it('tells how long an institute keeps sessions as text, and takes text and number', async () => {
  const { client, instituteId: id } = member;
  for (const sent of ['6', 6]) {
    const { body } = await client.patch(
      `institutes/${String(id)}`,
      { id },
      { session_retention_period: sent },
    );
    expect(body['institute']).toMatchObject({ session_retention_period: '6' });
  }
});

it('answers the user who shares an exam, or no longer does, without token and key', async () => {
  const teacher = await join(server, 'teacher');
  const { id } = await makeExam(member.client, examOf(server));
  const path = `exams/${String(id)}`;
  const given = { comanager_id: teacher.id };
  const shared = await member.client.put(`${path}/add_comanager`, { id }, given);
  const comanager = { id: teacher.id, institute_id: teacher.instituteId, role: 'teacher' };
  expect(shared.body).toMatchObject({ comanager, exam: { id, comanagers: [teacher.id] } });
  const said = JSON.stringify(shared.body);
  for (const secret of ['api_token', 'secret_key', teacher.token, teacher.secret]) {
    expect(said).not.toContain(secret);
  }
  const alone = await member.client.delete(`${path}/remove_comanager`, { id }, given);
  expect(alone.body).toMatchObject({ comanager, exam: { id, comanagers: [] } });
});

it('tells when a student may begin as ISO 8601, and whether one entered as a truth', async () => {
  const { id } = await makeExam(member.client, examOf(server));
  const from = Math.floor(server.clock.now() / 1000) - 60;
  const open_time = new Date(from * 1000).toISOString();
  const student = await makeStudent(member.client, id, { open_time: from });
  expect(student).toMatchObject({ open_time, entered_room: false });
  const app = await openByLink(server, student.token);
  await app.send(tellStatus(server, 'in_setup'), tellStatus(server, 'exam_started'));
  const ids = { id: student.id };
  const read = await member.client.get(`student_sessions/${String(student.id)}`, ids);
  expect(read.body['student']).toMatchObject({ open_time, entered_room: true });
  expect(await makeStudent(member.client, id)).toMatchObject({ open_time: null });
});
