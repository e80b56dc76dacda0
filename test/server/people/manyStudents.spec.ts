import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStaffedServer, type StaffedServer } from '../support/staffedServer.ts';
import { addSessionsLike } from '../support/manySessions.ts';
import { openStudent, passAll, type Student } from '../pages/support/exam.ts';

const MANY = 10_000;

describe.each(['PGlite', 'PostgreSQL'] as const)('ten thousand students, on %s', (kind) => {
  let staffed: StaffedServer;
  let student: Student;
  beforeAll(async () => {
    staffed = await startStaffedServer(kind);
    const { server } = staffed;
    student = await openStudent(server, { firstName: 'Émile', lastName: '=1+1' });
    await student.app.send(...passAll(server));
    await addSessionsLike(server.deps.database, student.id, MANY - 1);
    await server.deps.database
      .updateTable('sessions')
      .set({ status: 'in_setup' })
      .where('externalId', 'like', 'session-of-many-99%')
      .execute();
  });
  afterAll(() => staffed.close());

  const ask = async (query = ''): Promise<string> => {
    const answer = await staffed.staff.get(`/staff/exams/${student.examId}${query}`);
    expect(answer.status).toBe(200);
    return answer.text();
  };
  const namesIn = (page: string): string[] =>
    [...page.matchAll(/data-name="([^"]*)"/g)].map(([, name = '']) => name);

  it('come a hundred at a time, and say how many there are', async () => {
    const page = await ask();
    expect(namesIn(page)).toHaveLength(100);
    expect(page).toContain('10000 students shown');
    expect(page).toContain('Page 1 of 100');
    expect(page.length).toBeLessThan(1_000_000);
    const last = await ask('?page=100');
    expect(namesIn(last)).toHaveLength(100);
    expect(new Set([...namesIn(page), ...namesIn(last)]).size).toBe(200);
    // A page that is no more there is the last one that is.
    expect(await ask('?page=5000')).toContain('Page 100 of 100');
  });

  it('are searched, filtered and sorted by the database', async () => {
    expect(namesIn(await ask('?q=many-4711%40'))).toEqual(['Given Family 04711']);
    expect(namesIn(await ask('?q=FAMILY+04712'))).toEqual(['Given Family 04712']);
    expect(namesIn(await ask('?q=%C3%A9mile'))).toEqual(['Émile =1+1']);
    expect(namesIn(await ask('?q=EMILE'))).toEqual(['Émile =1+1']);
    expect(namesIn(await ask('?q=100%25'))).toEqual([]);
    const inSetup = await ask('?status=in_setup');
    expect(inSetup).toContain('111 students shown');
    const down = namesIn(await ask('?direction=desc'));
    expect(down[0]).toBe('Given Family 09999');
    const sorted = namesIn(await ask('?sort=status&direction=desc'));
    expect(sorted[0]).toBe('Given Family 00099');
  });

  it('leave as CSV: those that the search finds, named as the API names them', async () => {
    const answer = await staffed.staff.get(
      `/staff/exams/${student.examId}/students.csv?status=in_setup`,
    );
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toContain('students-nm2.csv');
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = new TextDecoder().decode(bytes).trimEnd().split('\r\n');
    expect(lines).toHaveLength(112);
    expect(lines[0]).toBe(
      'id,session_id,student_id,name,email,status,microphone_check,speakers_check,' +
        'bandwidth_check,webcam_check,mobile_check,screenshare_check,bandwidth_speed,open_time,' +
        'expires_at,start_time,end_time,extra_minutes,break_minutes,incidents_count,flagged',
    );
    expect(lines[1]).toContain(',Given Family 00099,many-99@example.org,in_setup,');
    const all = await staffed.staff.get(`/staff/exams/${student.examId}/students.csv`);
    expect((await all.text()).trimEnd().split('\r\n')).toHaveLength(MANY + 1);
  });

  it('leave no cell that a spreadsheet would take for a formula', async () => {
    const { database } = staffed.server.deps;
    const dangers = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'];
    const rows = await database.selectFrom('candidates').select('id').limit(6).execute();
    for (const [index, { id }] of rows.entries()) {
      const lastName = dangers[index] ?? '';
      await database
        .updateTable('candidates')
        .set({ firstName: null, lastName, email: `danger${String(index)}@example.org` })
        .where('id', '=', id)
        .execute();
    }
    const answer = await staffed.staff.get(`/staff/exams/${student.examId}/students.csv?q=danger`);
    const text = await answer.text();
    for (const danger of dangers) expect(text).toContain(`'${danger}`);
    expect(text).not.toMatch(/(^|,)"?[=+@\t-]/m);
  });

  it('stand in the order in which a person sorts names', async () => {
    const { database } = staffed.server.deps;
    const names = ['Zoé', 'Olga', 'emil', 'Ödön', 'Eva', 'Émile'];
    const rows = await database
      .selectFrom('candidates')
      .select('id')
      .where('email', 'like', 'many-77%')
      .limit(names.length)
      .execute();
    for (const [index, { id }] of rows.entries()) {
      const values = { firstName: null, lastName: names[index] ?? '', email: 'order@example.org' };
      await database.updateTable('candidates').set(values).where('id', '=', id).execute();
    }
    const sorted = ['emil', 'Émile', 'Eva', 'Ödön', 'Olga', 'Zoé'];
    expect(namesIn(await ask('?q=order@example.org'))).toEqual(sorted);
    const turned = await ask('?q=order@example.org&sort=student&direction=desc');
    expect(namesIn(turned)).toEqual(sorted.toReversed());
  });
});
