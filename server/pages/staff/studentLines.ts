import { stringify } from 'csv-stringify/sync';
import { nameOf } from '../../candidateName.ts';
import type { Deps } from '../../deps.ts';
import { listChecksOf } from '../../storage/checks.ts';
import type { Fence } from '../../storage/fence.ts';
import { listStudents, type StudentQuery } from '../../storage/students.ts';
import type { StudentRow } from './studentView.ts';

/** Read at once, so that ten thousand students never lie in memory together. */
const PART = 500;

/** The steps that the API names (proctoring-facts 10); ours beyond them stay on the pages. */
const CHECKS = ['microphone', 'speakers', 'bandwidth', 'webcam', 'mobile', 'screenshare'] as const;

const COLUMNS = [
  ...['id', 'session_id', 'student_id', 'name', 'email', 'status'],
  ...CHECKS.map((step) => `${step}_check`),
  ...['bandwidth_speed', 'open_time', 'expires_at', 'start_time', 'end_time'],
  ...['extra_minutes', 'break_minutes', 'incidents_count', 'flagged'],
] as const;

type Checks = Awaited<ReturnType<typeof listChecksOf>>;

/**
 * What a search finds as lines of CSV (RFC 4180) in UTF-8, its mark first, which spreadsheet programs
 * need. The columns are named as the API names them. A text that such a program would take for a
 * formula begins with an apostrophe.
 */
export async function* studentLines(
  { database }: Pick<Deps, 'database'>,
  fence: Fence,
  examId: string,
  wanted: StudentQuery,
): AsyncGenerator<string> {
  yield `\uFEFF${lines([COLUMNS])}`;
  for (let offset = 0; ; offset += PART) {
    const rows = await listStudents(database, fence, examId, { ...wanted, offset, limit: PART });
    const ids = rows.map(({ id }) => id);
    const checks = await listChecksOf(database, ids);
    if (rows.length > 0) yield lines(rows.map((row) => lineOf(row, checks)));
    if (rows.length < PART) return;
  }
}

function lines(rows: readonly (readonly unknown[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    { record_delimiter: 'windows', escape_formulas: true },
  );
}

function lineOf(row: StudentRow, checks: Checks): readonly unknown[] {
  const own = checks.filter(({ sessionId }) => sessionId === row.id);
  const stateOf = (step: (typeof CHECKS)[number]): string =>
    own.find((check) => check.step === step)?.state ?? 'not_started';
  const time = (at: Date | null): string => at?.toISOString() ?? '';
  return [
    ...[row.id, row.externalId, row.userId, nameOf(row), row.email ?? '', row.status],
    ...CHECKS.map(stateOf),
    own.find(({ step }) => step === 'bandwidth')?.bandwidthSpeed ?? '',
    ...[time(row.windowStart), time(row.windowEnd), time(row.startedAt), time(row.closedAt)],
    ...[row.extraMinutes ?? 0, row.breakMinutes ?? 0, row.incidentCount],
    row.flagged ? 'true' : 'false',
  ];
}
