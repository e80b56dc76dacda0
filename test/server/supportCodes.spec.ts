import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeIdOf, makeCode, verifyCode } from '../../contract/supportCode.ts';
import { may, ROLES } from '../../server/people/deeds.ts';
import { listAudit } from '../../server/storage/audit.ts';
import { listIncidents } from '../../server/storage/incidents.ts';
import { listCodes } from '../../server/storage/supportCodes.ts';
import { openStudent, type Student } from './pages/support/exam.ts';
import { addPerson, staffClient, type StaffClient } from './pages/support/staff.ts';
import { event, status } from './support/app.ts';
import { MINUTE, type TestServer } from './support/server.ts';
import { startStaffedServer, type StaffedServer } from './support/staffedServer.ts';

describe.each(['PGlite', 'PostgreSQL'] as const)('support codes on %s', (kind) => {
  let staffed: StaffedServer;
  let server: TestServer;
  let staff: StaffClient;
  beforeAll(async () => {
    staffed = await startStaffedServer(kind);
    ({ server, staff } = staffed);
  });
  afterAll(() => staffed.close());

  const newStudent = () => openStudent(server, { firstName: 'Amara', lastName: 'Okafor' });
  const make = (student: Student, fields: Record<string, string> = {}) =>
    staff.post(`${student.path}/support-code`, {
      ...{ step: 'virtual_machine', minutes: '60', confirmed: 'yes' },
      ...fields,
    });
  const idOf = (answer: Response): string =>
    /show-code\/(\w{6})$/.exec(answer.headers.get('location') ?? '')?.[1] ?? '';
  const wholeIn = (page: string): string => {
    const shown = /class="support-code"[^>]*>(.*?)<\/p>/s.exec(page)?.[1] ?? '';
    return shown.replace(/<[^>]*>/g, '');
  };
  const wholeOf = async (student: Student, id: string): Promise<string> =>
    wholeIn(await (await staff.post(`${student.path}/show-code/${id}`, {})).text());
  /** As the app does, with the key of its grant and nothing else. */
  const verify = ({ app }: Student, typed: string, now = server.now()) => {
    const key = Buffer.from(app.grant.supportKey ?? '', 'base64url');
    const mac = (text: string) => createHmac('sha256', key).update(text).digest();
    return verifyCode({ typed, step: 'virtual_machine', session: app.grant.id, now, mac });
  };
  const use = (student: Student, code: string, step = 'virtual_machine', at = server.now()) =>
    student.app.send(
      event(server, {
        at: new Date(at).toISOString(),
        type: 'incident',
        incident: {
          kind: 'support_code_used',
          severity: 'notice',
          evidence: [{ code: 'support_code', values: { code, step } }],
        },
      }),
    );
  const reported = async ({ id }: Student) =>
    (await listIncidents(server.deps.database, id))
      .filter(({ source }) => source === 'server')
      .map(({ kind: what, evidence }) => [what, evidence[0]?.code]);
  const codesOf = ({ id }: Student) => listCodes(server.deps.database, id);

  it('made here are known to the session’s app, and to no other', async () => {
    const [mine, other] = [await newStudent(), await newStudent()];
    const id = idOf(await make(mine));
    const code = await wholeOf(mine, id);
    expect(code).toHaveLength(16);
    expect(verify(mine, code)).toEqual({ ok: true, id });
    expect(verify(other, code)).toEqual({ ok: false, reason: 'support_code_wrong' });
    expect(verify(mine, code, server.now() + 61 * MINUTE)).toMatchObject({
      reason: 'support_code_expired',
    });
    expect(mine.app.grant.supportKey).not.toBe(other.app.grant.supportKey);
  });

  it('are asked for once more before they are made, by whom and when is written down', async () => {
    const student = await newStudent();
    const asked = await staff.post(`${student.path}/support-code`, {
      step: 'virtual_machine',
      minutes: '240',
    });
    expect(asked.status).toBe(200);
    expect(await asked.text()).toContain('Make a support code?');
    expect(await codesOf(student)).toEqual([]);
    const id = idOf(await make(student, { minutes: '240' }));
    const [code] = await codesOf(student);
    expect(code).toMatchObject({ id, step: 'virtual_machine', issuedBy: 'administrator:admin' });
    expect(code?.expiresAt.getTime()).toBe(server.now() + 240 * MINUTE);
    expect(await listAudit(server.deps.database, student.id)).toMatchObject([
      { actor: 'administrator:admin', action: 'support_code_issued', after: { code: id } },
    ]);
    const whole = await wholeOf(student, id);
    expect(whole).toHaveLength(16);
    const kept = JSON.stringify(await codesOf(student));
    expect(kept).not.toContain(whole);
  });

  it('are written down each time they are shown, by their id alone', async () => {
    const student = await newStudent();
    const id = idOf(await make(student));
    const whole = await wholeOf(student, id);
    expect(await wholeOf(student, id)).toBe(whole);
    const shown = { actor: 'administrator:admin', action: 'support_code_shown' };
    const audit = await listAudit(server.deps.database, student.id);
    expect(audit).toMatchObject([
      { action: 'support_code_issued' },
      { ...shown, after: { code: id, step: 'virtual_machine' } },
      { ...shown, after: { code: id, step: 'virtual_machine' } },
    ]);
    expect(JSON.stringify(audit)).not.toContain(whole);
    const page = await (await staff.get(student.path)).text();
    expect(page).toContain(`Support code ${id}… shown, for: Real computer (no virtual machine)`);
    expect(page).not.toContain(whole);
  });

  it.each(ROLES)(
    'are made, shown and withdrawn by a %s only where the role may act',
    async (role) => {
      const student = await newStudent();
      const id = idOf(await make(student));
      const name = `${role}-${student.id}`;
      await addPerson(server, { name, role });
      const person = await staffClient(server, name);
      const page = await (await person.get(`${student.path}?code=${id}`)).text();
      expect(page).toContain(`${id}…`);
      expect(page).toContain('Not used yet');
      expect(wholeIn(page)).toBe('');
      const ways = ['support-code', `show-code/${id}`, 'withdraw-code'];
      const offered = ways.filter((way) => page.includes(`action="${student.path}/${way}"`));
      const acts = may(role, 'act');
      expect(offered).toEqual(acts ? ways : []);
      const shown = await person.post(`${student.path}/show-code/${id}`, {});
      expect(shown.status).toBe(acts ? 200 : 403);
      expect(wholeIn(await shown.text())).toHaveLength(acts ? 16 : 0);
      const withdrawn = await person.post(`${student.path}/withdraw-code`, { code: id });
      expect(withdrawn.status).toBe(acts ? 303 : 403);
      const audit = await listAudit(server.deps.database, student.id);
      expect(audit.slice(1).map(({ actor, action }) => [actor, action])).toEqual(
        acts
          ? [
              [`${role}:${name}`, 'support_code_shown'],
              [`${role}:${name}`, 'support_code_withdrawn'],
            ]
          : [],
      );
    },
  );

  it('differ, however many end in one minute, up to eight', async () => {
    const student = await newStudent();
    const ids = await Promise.all(Array.from({ length: 8 }, async () => idOf(await make(student))));
    expect(new Set(ids).size).toBe(8);
    const ninth = await make(student);
    expect(ninth.status).toBe(422);
    expect(await ninth.text()).toContain('Enough codes end in that minute.');
    expect((await make(student, { step: 'displays' })).status).toBe(307);
  });

  it.each([
    { step: 'network' },
    { step: 'webcam' },
    { step: '' },
    { minutes: '61' },
    { minutes: '' },
    { minutes: '1e9' },
  ])('are not made for %o', async (fields) => {
    const student = await newStudent();
    const answer = await make(student, fields);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('Choose what the code allows');
    expect(await codesOf(student)).toEqual([]);
  });

  it('are not made for a session that is over, nor one of another exam', async () => {
    const student = await newStudent();
    const elsewhere = student.path.replace(student.examId, 'e3b0c442-98fc-4c14-9afb-f4c8996fb924');
    const wrong = { step: 'displays', minutes: '60', confirmed: 'yes' };
    expect((await staff.post(`${elsewhere}/support-code`, wrong)).status).toBe(404);
    await student.app.send(status(server, 'in_setup'), status(server, 'exam_started'));
    await student.app.send(status(server, 'exam_finished'));
    const answer = await make(student);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('The session is over');
  });

  it('that were used are shown as used, and cannot be withdrawn', async () => {
    const student = await newStudent();
    const id = idOf(await make(student));
    server.clock.skip(MINUTE);
    const usedAt = server.now();
    await use(student, id);
    await use(student, id);
    expect((await codesOf(student))[0]?.usedAt?.getTime()).toBe(usedAt);
    expect(await reported(student)).toEqual([]);
    const answer = await staff.post(`${student.path}/withdraw-code`, { code: id });
    expect(answer.status).toBe(422);
    expect(await wholeOf(student, id)).toBe('');
    const shown = await staff.post(`${student.path}/show-code/${id}`, {});
    expect(shown.status).toBe(422);
    expect(await shown.text()).toContain('This code is of no use any more');
  });

  it('that are withdrawn are no longer shown, and their use is told', async () => {
    const student = await newStudent();
    const id = idOf(await make(student));
    expect((await staff.post(`${student.path}/withdraw-code`, { code: id })).status).toBe(303);
    expect((await staff.post(`${student.path}/withdraw-code`, { code: id })).status).toBe(422);
    expect(await wholeOf(student, id)).toBe('');
    server.clock.skip(MINUTE);
    await use(student, id);
    expect(await reported(student)).toEqual([
      ['support_code_not_issued', 'support_code_withdrawn'],
    ]);
    expect(await listAudit(server.deps.database, student.id)).toMatchObject([
      { action: 'support_code_issued' },
      { action: 'support_code_withdrawn', before: { code: id } },
    ]);
  });

  it('that were used before they were withdrawn count, though the word of it came later', async () => {
    const student = await newStudent();
    const id = idOf(await make(student));
    const usedAt = server.now() + 1_000;
    server.clock.skip(MINUTE);
    await staff.post(`${student.path}/withdraw-code`, { code: id });
    await use(student, id, 'virtual_machine', usedAt);
    expect(await reported(student)).toEqual([]);
  });

  it('that a changed app makes for itself are told as not issued by us, once each', async () => {
    const student = await newStudent();
    const facts = { step: 'virtual_machine' as const, expiresAt: server.now() + MINUTE, number: 5 };
    const id = codeIdOf(facts);
    const key = Buffer.from(student.app.grant.supportKey ?? '', 'base64url');
    const forged = makeCode(student.id, id, (text) =>
      createHmac('sha256', key).update(text).digest(),
    );
    // It holds the key, so its own app would take it.
    expect(verify(student, forged)).toEqual({ ok: true, id });
    await use(student, id);
    await use(student, id);
    await use(student, '', 'nonsense');
    const made = idOf(await make(student));
    await use(student, made, 'displays');
    const unknown = ['support_code_not_issued', 'support_code_unknown'];
    expect(await reported(student)).toEqual([unknown, unknown, unknown]);
    const page = await (await staff.get(student.path)).text();
    expect(page).toContain(`Code ${id}…: not issued by us.`);
    expect(page).toContain('Flagged for review');
    const list = await (await staff.get(`/staff/exams/${student.examId}?flagged=yes`)).text();
    const rows = list.split('<tr role="row" id="student-').slice(1);
    expect(rows.some((row) => row.startsWith(student.id))).toBe(true);
    expect(rows.filter((row) => !row.includes('Flagged for review'))).toEqual([]);
  });

  it('that were over when they were used are told', async () => {
    const student = await newStudent();
    const id = idOf(await make(student, { minutes: '15' }));
    server.clock.skip(20 * MINUTE);
    await use(student, id);
    expect(await reported(student)).toEqual([['support_code_not_issued', 'support_code_late']]);
  });

  it('need a form of this sign-in', async () => {
    const student = await newStudent();
    for (const form of ['support-code', 'withdraw-code', 'show-code/000000']) {
      const answer = await fetch(`${server.url}${student.path}/${form}`, {
        method: 'POST',
        headers: { cookie: staff.cookie },
        body: new URLSearchParams({ step: 'displays', minutes: '60', confirmed: 'yes' }),
      });
      expect(answer.status).toBe(403);
    }
  });

  it('and the time under covers is added up, from the start of the exam on', async () => {
    const student = await newStudent();
    await student.app.send(status(server, 'in_setup'), status(server, 'exam_started'));
    const startedAt = server.now();
    server.clock.skip(10 * MINUTE);
    const covered = (since: number, until: number) =>
      event(server, {
        type: 'covered',
        since: new Date(since).toISOString(),
        at: new Date(until).toISOString(),
      });
    await student.app.send(
      covered(startedAt - 60 * MINUTE, startedAt + 30_000),
      covered(startedAt + 60_000, startedAt + 105_000),
      covered(startedAt + 200_000, startedAt + 100_000),
    );
    const page = await (await staff.get(student.path)).text();
    expect(page.replace(/<[^>]*>/g, ' ')).toMatch(/Exam page covered\s+1 min 15 s/);
  });
});
