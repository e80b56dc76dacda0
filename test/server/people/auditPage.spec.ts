import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { status } from '../support/app.ts';
import { openStudent, passAll, type Student } from '../pages/support/exam.ts';
import { addPerson, staffClient } from '../pages/support/staff.ts';
import { startStaffedServer, type StaffedServer } from '../support/staffedServer.ts';
import { parseDeepLink } from '../../../contract/deepLink.ts';
import { redeemApp, ticketOf } from '../support/app.ts';

describe.each(['PGlite', 'PostgreSQL'] as const)('the record of who did what, on %s', (kind) => {
  let staffed: StaffedServer;
  let student: Student;
  beforeAll(async () => {
    staffed = await startStaffedServer(kind);
    const { server, staff } = staffed;
    student = await openStudent(server, { firstName: 'Amara', lastName: 'Okafor' });
    await student.app.send(
      ...passAll(server),
      ...['after_check_req', 'in_setup', 'exam_started'].map((wire) => status(server, wire)),
    );
    await staff.post(`${student.path}/extra-minutes`, { minutes: '20', confirmed: 'yes' });
    await addPerson(server, { name: 'paula', role: 'proctor' });
  });
  afterAll(() => staffed.close());

  const read = async (query = ''): Promise<string> => {
    const answer = await staffed.staff.get(`/staff/audit${query}`);
    expect(answer.status).toBe(200);
    return answer.text();
  };

  it('is read, and looked through by person, deed, day and session', async () => {
    const page = await read();
    expect(page).toContain('Extra minutes: 0 → 20');
    expect(page).toContain('Signed in');
    expect(page).toContain('Amara Okafor');
    const session = student.app.grant.id;
    expect(await read(`?session=${session}`)).not.toContain(
      '<td role="cell" data-column="What"><div>Signed in',
    );
    expect(await read('?action=extra_minutes_granted')).toContain('1 line<');
    const empty = await read('?actor=nobody');
    expect(empty).toContain('0 lines<');
    expect(empty).toContain('No line matches');
    expect(empty).not.toContain('<table');
    expect(/class="empty card".*?<a class="secondary" href="([^"]*)">/s.exec(empty)?.[1]).toBe(
      '/staff/audit',
    );
    expect(await read('?until=2026-03-09')).toContain('0 lines<');
    expect(await read('?from=2026-03-10&until=2026-03-10&action=extra_minutes_granted')).toContain(
      '1 line<',
    );
    expect(await read('?from=yesterday&page=x')).toContain('Extra minutes');
  });

  it('is taken out as CSV, and that is a line of it', async () => {
    const answer = await staffed.staff.get('/staff/audit.csv?action=extra_minutes_granted');
    const text = await answer.text();
    expect(text.split('\r\n')[0]).toContain(
      'id,at,actor,action,exam,session_id,staff,before,after',
    );
    expect(text).toContain('administrator:admin,extra_minutes_granted');
    expect(await read('?action=audit_exported')).toContain('1 line<');
  });

  it('is for administrators', async () => {
    const proctor = await staffClient(staffed.server, 'paula');
    expect((await proctor.get('/staff/audit')).status).toBe(403);
    expect((await proctor.get('/staff/audit.csv')).status).toBe(403);
    expect((await proctor.get('/staff/people')).status).toBe(403);
    expect(await (await proctor.get('/staff/exams')).text()).not.toContain('/staff/audit');
  });

  it('only grows: the database itself refuses to change or remove a line', async () => {
    const { database } = staffed.server.deps;
    await expect(database.deleteFrom('audit').execute()).rejects.toThrow('only grows');
    await expect(database.updateTable('audit').set({ actor: 'nobody' }).execute()).rejects.toThrow(
      'only grows',
    );
  });

  it('holds the move to a second computer; the first is fenced, and what it saw is still taken', async () => {
    const { server, staff } = staffed;
    const page = await (await staff.post(`${student.path}/start-link`, {})).text();
    const link = (/class="start-link"[^>]*>([^<]+)</.exec(page)?.[1] ?? '').replaceAll(
      '&amp;',
      '&',
    );
    expect(parseDeepLink(link, true).ok).toBe(true);
    // Until it is opened, the first has the exam.
    expect((await student.app.beat()).status).toBe(200);
    const second = await redeemApp(server, ticketOf(link));
    expect((await second.beat()).status).toBe(200);
    const fenced = await student.app.beat();
    expect(fenced.body['error']).toBe('access_replaced');
    const late = await student.app.send(status(server, 'exam_started'));
    expect(late.status).toBe(200);
    const shown = await (await staff.get(student.path)).text();
    expect(shown).toContain('Opened on another computer');
    expect(shown).toContain('Replaced');
    expect(await read('?action=start_link_given')).toContain('1 line<');
  });
});
