import { parseStartParameters, type StartParameters } from '../../contract/startParameters.ts';
import type { ApiExam } from '../storage/apiExams.ts';
import type { Institute } from '../storage/institutes.ts';
import type { InstituteConfig } from '../instituteConfig.ts';
import { windowEndAfter } from '../sessions/startTimes.ts';
import { minutesOf, policyOf, websitesOf } from './examPolicy.ts';

/** An exam without an end stays open this long after it was made (milliseconds). */
const OPEN_END = 10 * 365 * 24 * 3_600_000;

/** What a session of ours is made of. */
export interface SessionSource {
  readonly institute: Institute;
  readonly config: InstituteConfig;
  readonly exam: ApiExam;
  readonly student: {
    readonly id: number;
    readonly studentId: number;
    readonly name: string;
    readonly email: string;
    readonly openTime: Date | null;
  };
  /** Late entry that was granted to this student. */
  readonly lateUntil: Date | null;
  /** Where our own exam page would be. */
  readonly ownPage: string;
}

/**
 * The columns of a session that its exam and its student decide. A session may be begun until the exam's
 * end time, which is ProctorExam's last start, and then has its whole duration.
 */
export function sessionValues(source: SessionSource) {
  const { institute, config, exam, student, lateUntil, ownPage } = source;
  const { fields } = exam;
  const opens = student.openTime ?? exam.startTime ?? exam.createdAt;
  const lastStart =
    exam.endTime ?? new Date(Math.max(exam.createdAt.getTime(), opens.getTime()) + OPEN_END);
  // A start after the last start is refused anyway; an empty window could not be kept.
  const lastEntry = Math.max(lastStart.getTime(), opens.getTime(), lateUntil?.getTime() ?? 0);
  const windowEnd = new Date(windowEndAfter(lastEntry, minutesOf(fields)));
  const [entryUrl = ownPage] = websitesOf(fields);
  const language = fields.exam_language ?? institute.settings.default_language ?? undefined;
  const parsed = parseStartParameters({
    userId: `student-${String(student.studentId)}`,
    email: student.email,
    lastName: student.name,
    ...(language === undefined ? {} : { language }),
    accountId: institute.externalId,
    accountName: institute.name,
    examId: String(exam.id),
    examName: fields.name,
    schedule: false,
    startDate: opens.toISOString(),
    endDate: windowEnd.toISOString(),
    ...policyOf(fields, config.secureBrowserLevel),
    sessionId: String(student.id),
    sessionUrl: entryUrl,
  });
  return { parsed, opens, lastStart, windowEnd, entryUrl };
}

export type SessionValues = Omit<ReturnType<typeof sessionValues>, 'parsed'> & {
  readonly parameters: StartParameters;
};
