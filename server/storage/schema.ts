import type { ColumnType, Generated, JSONColumnType, Selectable, Updateable } from 'kysely';
import type { CheckState, CheckOutcome, CheckStep, Evidence } from '../../contract/check.ts';
import type { Desk } from '../../contract/desk.ts';
import type { IncidentKind, Severity } from '../../contract/incident.ts';
import type { PhotoFault, PhotoKind } from '../../contract/photo.ts';
import type { Fault, Reason } from '../../contract/reasons.ts';
import type { ExamParameters, StartParameters } from '../../contract/startParameters.ts';
import type { Status } from '../../contract/status.ts';
import type { ConclusionTable } from './conclusionTable.ts';
import type { ApiTables } from './apiTables.ts';
import type { CohortItemTable, CohortJobTable } from './cohortTables.ts';
import type { DeliveryTable } from './deliveryTable.ts';
import type { SessionTerms } from './sessionTerms.ts';
import type { AdmissionTable, DeskActionTable } from './deskTables.ts';
import type { EventLogTable, LogRecordTable } from './eventLogTables.ts';
import type { JobLeaseTable, ServerProcessTable } from './serverProcessTable.ts';
import type {
  OpenIdTryTable,
  RecoveryCodeTable,
  SignInTable,
  SignInTryTable,
  StaffFenceTable,
  StaffTable,
} from './staffTable.ts';
import type { TicketPurpose } from './tickets.ts';
import type { SupportCodeTable } from './supportCodeTable.ts';

/**
 * The tables, in camelCase here and in snake_case in the database. Every time is `timestamptz`, a
 * `Date` here. JSON columns are written as text (`JSON.stringify`) and read as values.
 */
export interface Tables extends ApiTables {
  accounts: AccountTable;
  candidates: CandidateTable;
  exams: ExamTable;
  sessions: SessionTable;
  transitions: TransitionTable;
  tickets: TicketTable;
  startPages: StartPageTable;
  accessTokens: AccessTokenTable;
  events: EventTable;
  eventLogs: EventLogTable;
  logRecords: LogRecordTable;
  checks: CheckTable;
  incidents: IncidentTable;
  photos: PhotoTable;
  presence: PresenceTable;
  accommodations: AccommodationTable;
  supportCodes: SupportCodeTable;
  deskActions: DeskActionTable;
  cohortJobs: CohortJobTable;
  cohortItems: CohortItemTable;
  admissions: AdmissionTable;
  staff: StaffTable;
  staffFences: StaffFenceTable;
  signIns: SignInTable;
  recoveryCodes: RecoveryCodeTable;
  openIdTries: OpenIdTryTable;
  signInTries: SignInTryTable;
  audit: AuditTable;
  deliveries: DeliveryTable;
  serverProcesses: ServerProcessTable;
  jobLeases: JobLeaseTable;
  conclusions: ConclusionTable;
}

/** A tenant of an integration; `externalId` is the LMS's `accountId`. */
interface AccountTable {
  id: string;
  integration: string;
  externalId: string;
  name: string;
  createdAt: Date;
}

/** A person within an account; `externalId` is the LMS's `userId`. */
interface CandidateTable {
  id: string;
  accountId: string;
  externalId: string;
  email: string | null;
  lastName: string | null;
  firstName: string | null;
  thirdName: string | null;
  createdAt: Date;
}

interface ExamTable {
  id: string;
  accountId: string;
  externalId: string;
  name: string;
  courseName: string | null;
  /** As the LMS gave them through the exams API; null when the exam is known by its starts only. */
  parameters: JSONColumnType<ExamParameters> | null;
  /** Of a whole exam in trouble: sessions that are added are not closed by the clock either. */
  closingSuspendedAt: Generated<Date | null>;
  createdAt: Date;
}

/** Who closed a session; see `SessionState.closed`. */
export type ClosedBy = 'candidate' | 'lms' | 'staff' | 'time' | 'disconnected';

interface SessionTable {
  /** Ours; the LMS's own is `externalId`, unique per integration. */
  id: string;
  integration: string;
  externalId: string;
  accountId: string;
  candidateId: string;
  examId: string;
  parameters: JSONColumnType<StartParameters>;
  /** Made of `parameters` by the database. */
  terms: ColumnType<SessionTerms, never, never>;
  /** What was accepted at the last start and still deserves a word, `http` addresses for one. */
  notes: JSONColumnType<Fault[]>;
  entryUrl: string;
  laterUrl: string | null;
  /** The page after the exam that came with finish; beats the parameter. */
  finishUrl: string | null;
  status: Status;
  /** Window of the session. */
  windowStart: Date;
  windowEnd: Date;
  /** The last moment at which it may be begun; null: the end of the window. */
  lastStart: Date | null;
  /** The time that the candidate booked, where the exam asks for one. */
  bookedStart: Date | null;
  bookedEnd: Date | null;
  startedAt: Date | null;
  closedAt: Date | null;
  closedBy: ClosedBy | null;
  closedReason: Reason | null;
  /** Of a session closed as disconnected: since when nothing had been heard. */
  absentSince: Date | null;
  /** The end for which a time-up incident was written; a granted minute makes another end. */
  timeUpFor: Date | null;
  /** While set, the clock closes it neither for absence nor for time; and when that last ended. */
  closingSuspendedAt: Generated<Date | null>;
  closingResumedAt: Generated<Date | null>;
  consentedAt: Date | null;
  agreedAt: Date | null;
  /** When the app last reached us, by our clock; absence is counted from here. */
  lastSeenAt: Date | null;
  /** The stage that the app last named, and how many records it still held. */
  lastStage: string | null;
  unsent: number | null;
  /** Grows by itself with every change that an app is told of; see the migration `desk`. */
  revision: Generated<number>;
  /** What the app is told of the desk; made of `deskActions` and `admissions` by `tellDesk`. */
  desk: JSONColumnType<Desk> | null;
  /** Late entry, granted: `windowEnd` never comes before it. */
  lateUntil: Date | null;
  createdAt: Date;
  updatedAt: Date;
  /** Since when nothing in it names its candidate any more. */
  erasedAt: Date | null;
}

/** What moved, or would have moved, a session's status. */
export type TransitionCause =
  'start' | 'app' | 'absence' | 'return' | 'lms' | 'time' | 'staff' | 'reopened';

interface TransitionTable {
  id: Generated<number>;
  sessionId: string;
  status: Status;
  /** When it happened, by the server's clock as the app knows it. */
  at: Date;
  receivedAt: Date;
  cause: TransitionCause;
  /** False for one that came too late to move anything: kept for its time. */
  moved: boolean;
}

interface TicketTable {
  /** SHA-256 of the ticket, hexadecimal. */
  hash: string;
  sessionId: string;
  createdAt: Date;
  expiresAt: Date;
  redeemedAt: Date | null;
  redemptionId: string | null;
  purpose: TicketPurpose;
}

/** An open start page, which may renew its ticket. */
interface StartPageTable {
  hash: string;
  sessionId: string;
  createdAt: Date;
  renewals: number;
}

interface AccessTokenTable {
  hash: string;
  sessionId: string;
  issuedAt: Date;
  replacedAt: Date | null;
  appVersion: string;
  platform: string;
  purpose: TicketPurpose;
  /** A random id of the app's own; null in apps that had none yet. */
  machine: string | null;
}

/** Everything an app reported, as it came; each id once. */
interface EventTable {
  id: string;
  sessionId: string;
  type: string;
  at: Date;
  receivedAt: Date;
  body: JSONColumnType<object>;
}

interface CheckTable {
  sessionId: string;
  step: CheckStep;
  state: CheckState;
  outcome: CheckOutcome | null;
  evidence: JSONColumnType<Evidence[]>;
  bandwidthSpeed: number | null;
  at: Date;
}

interface IncidentTable {
  id: string;
  sessionId: string;
  kind: IncidentKind;
  severity: Severity;
  evidence: JSONColumnType<Evidence[]>;
  at: Date;
  receivedAt: Date;
  source: 'app' | 'server' | 'staff';
}

interface PhotoTable {
  id: string;
  sessionId: string;
  kind: PhotoKind;
  at: Date;
  receivedAt: Date;
  /** Name inside the evidence folder. */
  file: string;
  bytes: number;
  sha256: string;
  width: number;
  height: number;
  overridden: JSONColumnType<PhotoFault[]>;
  /** Its time was over: the row stays for its hash, the picture is gone. */
  removedAt: Date | null;
}

/** A span in which the app is known to have run without a break. */
interface PresenceTable {
  sessionId: string;
  since: Date;
  until: Date;
}

/** Per candidate and exam, so that a new session after a closed one keeps what was granted. */
interface AccommodationTable {
  examId: string;
  candidateId: string;
  extraMinutes: number;
  breakMinutes: number;
  waivedSteps: JSONColumnType<CheckStep[]>;
  updatedAt: Date;
}

interface AuditTable {
  id: Generated<number>;
  at: Date;
  /** `ROLE:NAME` of staff, `integration:NAME` or `server`. */
  actor: string;
  action: string;
  sessionId: string | null;
  /** Of what was done to a whole exam. */
  examId: string | null;
  /** Of what was done to a member of staff, or by one to themselves. */
  staffId: string | null;
  before: JSONColumnType<object> | null;
  after: JSONColumnType<object> | null;
}

/** A session as it is worked on: the parameters are ten times all the rest, and read where they are needed. */
export type SessionRow = Omit<Selectable<SessionTable>, 'parameters'>;
export type SessionUpdate = Updateable<SessionTable>;
export type StaffRow = Selectable<StaffTable>;
export type IncidentRow = Selectable<IncidentTable>;
export type PhotoRow = Selectable<PhotoTable>;
export type EventLogRow = Selectable<EventLogTable>;
export type DeliveryRow = Selectable<DeliveryTable>;
export type SupportCodeRow = Selectable<SupportCodeTable>;
export type DeskActionRow = Selectable<DeskActionTable>;
export type AdmissionRow = Selectable<AdmissionTable>;
export type TicketRow = Selectable<TicketTable>;
export type CheckRow = Selectable<CheckTable>;
export type TransitionRow = Selectable<TransitionTable>;
