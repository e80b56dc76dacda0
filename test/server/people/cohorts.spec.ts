import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCohorts } from '../../../server/cohorts/runCohorts.ts';
import { closeOverdue } from '../../../server/time/closeOverdue.ts';
import { status } from '../support/app.ts';
import { addSessionsLike } from '../support/manySessions.ts';
import { MINUTE, pass } from '../support/server.ts';
import { startStaffedServer, type StaffedServer } from '../support/staffedServer.ts';
import { openStudent, passAll, register, type Student } from '../pages/support/exam.ts';
import { staffClient } from '../pages/support/staff.ts';

const MANY = 1_000;
/** A thousand transactions, on a machine that others work on too (milliseconds). */
const LONG = 240_000;

describe.each(['PGlite', 'PostgreSQL'] as const)('a deed on a cohort, on %s', (kind) => {
  let staffed: StaffedServer;
  let student: Student;
  beforeAll(async () => {
    staffed = await startStaffedServer(kind);
    const { server } = staffed;
    student = await openStudent(server, { firstName: 'Amara', lastName: 'Okafor' });
    await student.app.send(
      ...passAll(server),
      ...['after_check_req', 'in_setup', 'exam_started'].map((wire) => status(server, wire)),
    );
    await addSessionsLike(server.deps.database, student.id, MANY - 1);
  });
  afterAll(() => staffed.close());

  const send = (fields: Record<string, string>) =>
    staffed.staff.post(`/staff/exams/${student.examId}/cohort`, {
      ...{ whom: 'matching', search: '', sent: 'yes', confirmed: 'yes' },
      ...fields,
    });
  const count = async (table: 'audit', action: string): Promise<number> => {
    const rows = await staffed.server.deps.database
      .selectFrom(table)
      .select('id')
      .where('action', '=', action)
      .execute();
    return rows.length;
  };

  it('asks for what is missing, and once more before it begins', async () => {
    const unsaid = await send({ action: 'message', words: '' });
    expect(unsaid.status).toBe(422);
    expect(await unsaid.text()).toContain('Message: write one');
    const asked = await send({ action: 'extend-time', extend: '15', confirmed: '' });
    const page = await asked.text();
    expect(page).toContain('This reaches 1000 students.');
    expect(page).toContain('own time limit stays as it is');
    const nobody = await send({ whom: 'selected', action: 'reopen' });
    expect(nobody.status).toBe(422);
    expect(await count('audit', 'cohort_begun')).toBe(0);
  });

  it(
    'reaches a thousand sessions once each, however often it is sent and by whomever run',
    async () => {
      const { deps } = staffed.server;
      // Over before they began: nothing to extend.
      await deps.database
        .updateTable('sessions')
        .set({ status: 'exam_finished', startedAt: null, closedAt: new Date(deps.clock.now()) })
        .where('externalId', 'in', ['session-of-many-7', 'session-of-many-8'])
        .execute();
      const job = randomUUID();
      const sent = { job, action: 'extend-time', extend: '15' };
      const answers = await Promise.all([send(sent), send(sent)]);
      expect(answers.map(({ status: code }) => code)).toEqual([303, 303]);
      await Promise.all([runCohorts(deps), runCohorts(deps)]);
      await runCohorts(deps);

      const granted = await deps.database
        .selectFrom('accommodations')
        .select(['extraMinutes'])
        .execute();
      expect(granted).toHaveLength(MANY - 2);
      expect(new Set(granted.map(({ extraMinutes }) => extraMinutes))).toEqual(new Set([15]));
      expect(await count('audit', 'cohort_begun')).toBe(1);
      expect(await count('audit', 'extra_minutes_granted')).toBe(MANY - 2);

      const page = await staffed.staff.get(`/staff/exams/${student.examId}/cohort/${job}`);
      const text = await page.text();
      expect(text).toContain('Finished: 1000 of 1000.');
      expect(text).toContain('998 done');
      expect(text).toContain('Given Family 00007');
      expect(text).toContain('Given Family 00008');
    },
    LONG,
  );

  it(
    'goes on where a process died, and leaves out what was done',
    async () => {
      const { deps } = staffed.server;
      const job = randomUUID();
      await send({ job, action: 'message', words: 'Stay where you are.' });
      const half = await deps.database
        .selectFrom('cohortItems')
        .select('sessionId')
        .where('jobId', '=', job)
        .limit(MANY / 2)
        .execute();
      // What the process that died had finished.
      await deps.database
        .updateTable('cohortItems')
        .set({ state: 'done' })
        .where('jobId', '=', job)
        .where(sql<boolean>`session_id = any(${half.map(({ sessionId }) => sessionId)}::uuid[])`)
        .execute();
      await runCohorts(deps);
      const told = await deps.database
        .selectFrom('deskActions')
        .select('sessionId')
        .where('kind', '=', 'message')
        .execute();
      const ids = new Set(told.map(({ sessionId }) => sessionId));
      expect(ids.size).toBe(told.length);
      expect(half.some(({ sessionId }) => ids.has(sessionId))).toBe(false);
      expect(told.length).toBeGreaterThanOrEqual(MANY / 2 - 2);
    },
    LONG,
  );

  it('tries again what failed, and writes down who asked for it', async () => {
    const { deps } = staffed.server;
    const job = randomUUID();
    const ticked = { whom: 'selected', session: student.id };
    await send({ ...ticked, job, action: 'message', words: 'Once more.' });
    await runCohorts(deps);
    const states = async (): Promise<string[]> => {
      const items = deps.database.selectFrom('cohortItems').where('jobId', '=', job);
      return (await items.select('state').execute()).map(({ state }) => state);
    };
    const again = () =>
      staffed.staff.post(`/staff/exams/${student.examId}/cohort/${job}/retry`, {
        confirmed: 'yes',
      });
    // Nothing failed, so nobody did anything.
    await again();
    expect(await count('audit', 'cohort_retried')).toBe(0);
    await deps.database
      .updateTable('cohortItems')
      .set({ state: 'failed' })
      .where('jobId', '=', job)
      .execute();
    expect((await again()).status).toBe(303);
    expect(await states()).toEqual(['waiting']);
    await runCohorts(deps);
    expect(await states()).toEqual(['done']);
    const lines = await deps.database
      .selectFrom('audit')
      .select(['actor', 'examId', 'after'])
      .where('action', '=', 'cohort_retried')
      .execute();
    expect(lines).toEqual([
      {
        ...{ actor: 'administrator:admin', examId: student.examId },
        after: { job, sessions: 1 },
      },
    ]);
  });

  it('reaches those that were ticked, and nobody of another exam', async () => {
    const { deps } = staffed.server;
    const job = randomUUID();
    await send({
      job,
      whom: 'selected',
      session: student.id,
      action: 'overrule',
      step: 'displays',
    });
    await send({ job: randomUUID(), whom: 'selected', session: randomUUID(), action: 'reopen' });
    await runCohorts(deps);
    const items = await deps.database
      .selectFrom('cohortItems')
      .select(['sessionId', 'state'])
      .where('jobId', '=', job)
      .execute();
    expect(items).toEqual([{ sessionId: student.id, state: 'done' }]);
  });
});

describe('closing that is suspended', () => {
  let staffed: StaffedServer;
  let student: Student;
  beforeAll(async () => {
    staffed = await startStaffedServer('PGlite');
    student = await begin('Amara');
  });
  afterAll(() => staffed.close());

  async function begin(firstName: string): Promise<Student> {
    const { server } = staffed;
    const one = await openStudent(server, { firstName, lastName: 'Okafor' }, { userId: firstName });
    await one.app.send(
      ...passAll(server),
      ...['after_check_req', 'in_setup', 'exam_started'].map((wire) => status(server, wire)),
    );
    return one;
  }
  const statusOf = async (one: Student): Promise<string> => {
    const row = await staffed.server.deps.database
      .selectFrom('sessions')
      .select('status')
      .where('id', '=', one.id)
      .executeTakeFirstOrThrow();
    return row.status;
  };

  it('closes nobody for absence or for time, whoever comes later included, until it is undone', async () => {
    const { server, staff } = staffed;
    const here = `/staff/exams/${student.examId}/cohort`;
    const job = randomUUID();
    const whole = { whom: 'matching', search: '', sent: 'yes', confirmed: 'yes' };
    await staff.post(here, { ...whole, job, action: 'suspend-closing' });
    await runCohorts(server.deps);
    const later = await begin('Luc');
    await register(server, { firstName: 'Zoë', lastName: 'Waiting' }, { userId: 'zoe' });
    const exam = `/staff/exams/${student.examId}`;
    for (const path of [exam, `${exam}/desk`, student.path]) {
      const page = await (await staff.get(path)).text();
      expect(page, path).toContain('Closing suspended');
      if (path === student.path) continue;
      expect(page).toContain('Closing is suspended since');
      expect(page).toContain('by admin. Until it is undone, 3 students');
      expect(page).toContain(`action="${here}/${job}/undo"`);
    }
    await pass(server, 10 * 60 * MINUTE);
    expect([await statusOf(student), await statusOf(later)]).toEqual([
      'exam_started',
      'exam_started',
    ]);
    // The sign-in has ended by itself meanwhile.
    const again = await staffClient(server);
    const asked = await again.post(`${here}/${job}/undo`, {});
    expect(await asked.text()).toMatch(/<dialog[^]*Let the clock close again\?/);
    const undone = await again.post(`${here}/${job}/undo`, { job: randomUUID(), confirmed: 'yes' });
    expect(undone.status).toBe(303);
    await runCohorts(server.deps);
    await closeOverdue(server.deps);
    expect([await statusOf(student), await statusOf(later)]).toEqual([
      'exam_started',
      'exam_started',
    ]);
    for (const path of [exam, `${exam}/desk`]) {
      expect(await (await again.get(path)).text()).not.toMatch(/Closing (is )?suspended/);
    }
    await pass(server, 6 * MINUTE);
    expect([await statusOf(student), await statusOf(later)]).toEqual([
      'exam_finished',
      'exam_finished',
    ]);
  });
});
