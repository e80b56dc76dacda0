import type { Deps } from '../../deps.ts';
import { listChecksOf } from '../../storage/checks.ts';
import type { Fence } from '../../storage/fence.ts';
import { listStudents, type StudentQuery } from '../../storage/students.ts';
import { studentView, type StudentCheck, type StudentView } from './studentView.ts';

/** Some of the students of an exam (our id), with their system checks. */
export async function readStudentViews(
  { database, clock }: Pick<Deps, 'database' | 'clock'>,
  fence: Fence,
  examId: string,
  wanted: StudentQuery & { readonly offset: number; readonly limit: number },
): Promise<StudentView[]> {
  const rows = await listStudents(database, fence, examId, wanted);
  const checks = await listChecksOf(
    database,
    rows.map(({ id }) => id),
  );
  const bySession = new Map<string, StudentCheck[]>();
  for (const check of checks) {
    const known = bySession.get(check.sessionId);
    if (known === undefined) bySession.set(check.sessionId, [check]);
    else known.push(check);
  }
  const now = clock.now();
  return rows.map((row) => studentView(row, bySession.get(row.id) ?? [], now));
}
