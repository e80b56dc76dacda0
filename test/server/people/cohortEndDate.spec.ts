import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCohorts } from '../../../server/cohorts/runCohorts.ts';
import { status } from '../support/app.ts';
import { iso } from '../support/lms.ts';
import { MINUTE } from '../support/server.ts';
import { startStaffedServer, type StaffedServer } from '../support/staffedServer.ts';
import { openStudent, passAll, type Student } from '../pages/support/exam.ts';

describe('time for students whose clock the end date holds', () => {
  let staffed: StaffedServer;
  let held: Student;
  beforeAll(async () => {
    staffed = await startStaffedServer('PGlite');
    const { server } = staffed;
    const begin = async (firstName: string, endDate: string): Promise<Student> => {
      const name = { firstName, lastName: 'Okafor' };
      const one = await openStudent(server, name, { userId: firstName, endDate });
      await one.app.send(
        ...passAll(server),
        ...['after_check_req', 'in_setup', 'exam_started'].map((wire) => status(server, wire)),
      );
      return one;
    };
    await begin('Luc', iso(server.now() + 300 * MINUTE));
    held = await begin('Amara', iso(server.now() + 30 * MINUTE));
  });
  afterAll(() => staffed.close());

  it('is granted, and the job names them and says why no clock moved', async () => {
    const { server, staff } = staffed;
    const here = `/staff/exams/${held.examId}/cohort`;
    const job = randomUUID();
    const whole = { whom: 'matching', search: '', sent: 'yes', confirmed: 'yes' };
    await staff.post(here, { ...whole, job, action: 'extend-time', extend: '15' });
    await runCohorts(server.deps);
    const text = await (await staff.get(`${here}/${job}`)).text();
    expect(text).toContain('2 done');
    expect(text).toContain('Done for 1 student whose clock the exam’s end date holds');
    expect(text).toContain('the clock did not move');
    expect(text).toContain('Amara Okafor');
    expect(text).not.toContain('Luc Okafor');
  });

  it('is said in the answer and in the talk of a single one', async () => {
    const { staff } = staffed;
    staffed.server.clock.skip(1_000);
    const fields = { minutes: '10', confirmed: 'yes' };
    for (const form of ['desk/extend-time', 'extra-minutes']) {
      const answer = await staff.post(`${held.path}/${form}`, fields);
      expect(answer.headers.get('location')).toContain('note=end_date_holds');
      staffed.server.clock.skip(1_000);
    }
    const text = await (await staff.get(`${held.path}?saved=yes&note=end_date_holds`)).text();
    const said = 'The minutes are granted, but the clock did not move';
    // Above the page, and three times in the talk: by the job and by the two forms.
    expect(text.split(said)).toHaveLength(5);
    expect(text).toContain('“Allow late entry” moves the end date for this student.');
  });
});
