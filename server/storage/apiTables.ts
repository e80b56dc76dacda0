import type { Generated, JSONColumnType } from 'kysely';
import type { CheckResult, CheckStep } from '../../contract/check.ts';
import type { ExamFields } from '../proctorexam/examFields.ts';
import type { InstituteSettings } from '../proctorexam/instituteSettings.ts';
import type { Role } from '../proctorexam/roles.ts';

/**
 * What is kept besides for the clients of ProctorExam's API: their numbers, for ours are UUIDs, and
 * what their exams and students have more than a start of an LMS tells.
 */
export interface ApiTables {
  institutes: InstituteTable;
  apiUsers: ApiUserTable;
  apiNonces: ApiNonceTable;
  apiExams: ApiExamTable;
  apiComanagers: ApiComanagerTable;
  apiDocuments: ApiDocumentTable;
  apiStudents: ApiStudentTable;
  apiSessions: ApiSessionTable;
  apiMails: ApiMailTable;
  advanceChecks: AdvanceCheckTable;
}

/** An account without an LMS. */
interface InstituteTable {
  id: Generated<number>;
  accountId: string;
  settings: JSONColumnType<InstituteSettings>;
  createdAt: Date;
  updatedAt: Date;
}

interface ApiUserTable {
  id: Generated<number>;
  instituteId: number;
  /** Lower case, unique on this server: a sign-in names nothing else. */
  email: string;
  name: string;
  role: Role;
  passwordHash: string;
  /** SHA-256 of the API token, hexadecimal: what a call is looked up by. */
  tokenHash: string;
  /** The API token and the secret key, sealed: see `sealing.ts`. */
  sealedToken: string;
  sealedSecret: string;
  createdAt: Date;
  updatedAt: Date;
  deletedAt: Date | null;
}

interface ApiNonceTable {
  userId: number;
  nonce: string;
  usedAt: Date;
}

interface ApiExamTable {
  id: Generated<number>;
  /** Our own exam. */
  examId: string;
  instituteId: number;
  /** Who made it. */
  userId: number;
  token: string;
  fields: JSONColumnType<ExamFields>;
  startTime: Date | null;
  /** The last moment at which it may be begun. */
  endTime: Date | null;
  closedAt: Date | null;
  deletedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

interface ApiComanagerTable {
  examId: number;
  userId: number;
}

interface ApiDocumentTable {
  id: Generated<number>;
  examId: number;
  kind: 'document' | 'attachment';
  name: string;
  contentType: string;
  /** Of a document: its text. */
  content: string | null;
  /** Of an attachment: its name inside the evidence folder. */
  file: string | null;
  bytes: number;
  createdAt: Date;
  updatedAt: Date;
}

interface ApiStudentTable {
  id: Generated<number>;
  candidateId: string;
}

interface ApiSessionTable {
  id: Generated<number>;
  /** Our own session. */
  sessionId: string;
  examId: number;
  studentId: number;
  /** Names the session in links: whoever holds it may open its start page. */
  token: string;
  email: string;
  name: string;
  externalId: string | null;
  individualInfo: string | null;
  isIndividualInfoHtml: boolean;
  skipRequirements: boolean;
  sendConfirmation: boolean;
  openTime: Date | null;
  proctorId: number | null;
  emailSentAt: Date | null;
  bouncedAt: Date | null;
  archivedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

/** A mail that a student got, or that was suppressed. */
interface ApiMailTable {
  sessionId: number;
  kind: string;
  /** What makes two of one kind one: empty for those that go out once. */
  sameness: string;
  at: Date;
}

/** A step of a system check that was done days before the exam. */
interface AdvanceCheckTable {
  sessionId: string;
  /** A random id of the app's own. */
  machine: string;
  step: CheckStep;
  at: Date;
  result: JSONColumnType<CheckResult>;
}
