import {
  CHECK_STEPS,
  isRequired,
  type CheckOutcome,
  type CheckState,
  type CheckStep,
  type Evidence,
} from '../../../contract/check.ts';
import { recordingOf } from '../../../contract/lockdown/recording.ts';
import { STATUS, type Status } from '../../../contract/status.ts';
import { stepsNotNeeded } from '../../../contract/stepsNotNeeded.ts';
import { examEndsAt } from '../../../contract/time.ts';
import { nameOf } from '../../candidateName.ts';
import type { listStudents } from '../../storage/students.ts';

export type StudentRow = Awaited<ReturnType<typeof listStudents>>[number];

/** A reported step, from a row of the database (null) or as it travels (absent). */
export interface StudentCheck {
  readonly step: CheckStep;
  readonly state: CheckState;
  readonly outcome?: CheckOutcome | null | undefined;
  readonly bandwidthSpeed?: number | null | undefined;
  readonly evidence?: readonly Evidence[];
  readonly at?: Date;
}

/** How staff see a step: the wire's four states, and why a step without success may be in order. */
export type StepState =
  'succeeded' | 'warned' | 'failed' | 'not_completed' | 'not_started' | 'waived' | 'notNeeded';

export interface StepView {
  readonly step: CheckStep;
  readonly state: StepState;
  /** The step must succeed before setup may begin. */
  readonly required: boolean;
  /** Measured bits per second, of the bandwidth step. */
  readonly bandwidthSpeed?: number;
  /** When the app last reported it. */
  readonly at?: Date;
  /** What was found, where it is worth a word: of a step that failed, warned or was cut off. */
  readonly reasons: readonly Evidence[];
}

/** A student as the Students page shows them. */
export interface StudentView {
  readonly id: string;
  readonly externalId: string;
  readonly userId: string;
  /** The user id where the LMS shares no name. */
  readonly name: string;
  /** Family name first, as the list is sorted. */
  readonly listName: string;
  readonly email: string | null;
  /** The last mail to that address came back. */
  readonly bounced: boolean;
  readonly status: Status;
  /** One of the seven; the same words in every language. */
  readonly label: string;
  readonly steps: readonly StepView[];
  readonly startedAt: Date | null;
  /** End of the running exam, granted minutes included. */
  readonly endsAt: Date | null;
  readonly closedAt: Date | null;
  readonly extraMinutes: number;
  readonly incidentCount: number;
  /** They went on in spite of a verdict; a person has to look. */
  readonly flagged: boolean;
  /** The clock closes them neither for absence nor for time, until somebody undoes it. */
  readonly closingSuspended: boolean;
  /** Last word of an app that ought to be heard from and is not. */
  readonly awaySince: Date | null;
}

/** The app speaks every 5 s; a page that blinks at one lost word would cry wolf (milliseconds). */
const AWAY_AFTER = 30_000;

/** @param now milliseconds since the epoch, by the server's clock */
export function studentView(
  row: StudentRow,
  checks: readonly StudentCheck[],
  now: number,
): StudentView {
  return {
    id: row.id,
    externalId: row.externalId,
    userId: row.userId,
    name: nameOf(row),
    listName: listNameOf(row),
    email: row.email,
    bounced: row.bounced,
    status: row.status,
    label: STATUS[row.status].label,
    steps: stepViews(row, checks),
    startedAt: row.startedAt,
    endsAt: row.status === 'exam_started' ? endOf(row) : null,
    closedAt: row.closedAt,
    extraMinutes: row.extraMinutes ?? 0,
    incidentCount: row.incidentCount,
    flagged: row.flagged,
    closingSuspended: row.closingSuspendedAt !== null && row.status !== 'exam_finished',
    awaySince: isAway(row, now) ? row.lastSeenAt : null,
  };
}

function listNameOf(row: StudentRow): string {
  const given = [row.firstName, row.thirdName].filter((part) => part).join(' ');
  return row.lastName && given !== '' ? `${row.lastName}, ${given}` : nameOf(row);
}

function endOf(row: StudentRow): Date | null {
  if (row.startedAt === null) return null;
  const endsAt = examEndsAt({
    startedAt: row.startedAt.getTime(),
    durationMinutes: row.parameters.duration,
    extraMinutes: row.extraMinutes ?? 0,
    windowEndsAt: row.windowEnd.getTime(),
  });
  return new Date(endsAt);
}

function isAway(row: StudentRow, now: number): boolean {
  if (row.status !== 'in_setup' && row.status !== 'exam_started') return false;
  return row.lastSeenAt !== null && now - row.lastSeenAt.getTime() > AWAY_AFTER;
}

function stepViews(row: StudentRow, checks: readonly StudentCheck[]): StepView[] {
  const waived = row.waivedSteps ?? [];
  const mobile = row.parameters.auxiliaryCamera;
  const notNeeded = stepsNotNeeded(recordingOf(row.parameters), row.parameters.identification);
  return CHECK_STEPS.map((step) => {
    const check = checks.find((one) => one.step === step);
    const speed = check?.bandwidthSpeed ?? null;
    const state = stepState(check, {
      waived: waived.includes(step),
      needed: step === 'mobile' ? mobile : !notNeeded.includes(step),
    });
    return {
      step,
      state,
      reasons: TELLING.includes(state) ? (check?.evidence ?? []) : [],
      ...(check?.at === undefined ? {} : { at: check.at }),
      required: isRequired(step, { mobile, waived, notNeeded }),
      ...(speed === null ? {} : { bandwidthSpeed: speed }),
    };
  });
}

/** States that somebody asks why of. */
const TELLING: readonly StepState[] = ['failed', 'warned', 'not_completed', 'waived'];

/** What was seen beats what was granted: a waived step that succeeded did succeed. */
function stepState(
  check: StudentCheck | undefined,
  exam: { readonly waived: boolean; readonly needed: boolean },
): StepState {
  const state = check?.state ?? 'not_started';
  if (state === 'succeeded') return check?.outcome === 'warn' ? 'warned' : 'succeeded';
  if (exam.waived) return 'waived';
  if (!exam.needed && state === 'not_started') return 'notNeeded';
  return state;
}

/** "8 of 10 passed": of the steps that have to. */
export function tallyOf(steps: readonly StepView[]): { done: number; all: number; failed: number } {
  const required = steps.filter((step) => step.required);
  return {
    done: required.filter(({ state }) => state === 'succeeded' || state === 'warned').length,
    all: required.length,
    failed: required.filter(({ state }) => state === 'failed').length,
  };
}
