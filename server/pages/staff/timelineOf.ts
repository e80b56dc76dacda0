import type { CheckStep } from '../../../contract/check.ts';
import type { Severity } from '../../../contract/incident.ts';
import type { Status } from '../../../contract/status.ts';
import type { TransitionCause } from '../../storage/schema.ts';
import type { StudentDetails } from './readStudentDetails.ts';
import type { StepState } from './studentView.ts';

type Details = Pick<
  StudentDetails,
  'transitions' | 'incidents' | 'photos' | 'machines' | 'presence' | 'student' | 'now'
>;

/** One thing that happened, whatever its kind. */
export type Happening = { readonly key: string; readonly at: Date } & (
  | {
      readonly kind: 'status';
      readonly status: Status;
      readonly cause: TransitionCause;
      readonly moved: boolean;
    }
  | { readonly kind: 'check'; readonly step: CheckStep; readonly state: StepState }
  | {
      readonly kind: 'incident';
      readonly incident: string;
      readonly severity: Severity;
      readonly device: boolean;
    }
  | { readonly kind: 'photo'; readonly photo: StudentDetails['photos'][number]['kind'] }
  | {
      readonly kind: 'machine';
      readonly platform: string;
      readonly version: string;
      readonly first: boolean;
    }
  | { readonly kind: 'outage'; readonly until: Date | undefined }
);

/** A silence shorter than this is a heartbeat that came late (milliseconds). */
const OUTAGE_LEAST = 30_000;

/** Incidents that tell of something plugged in or taken away. */
const DEVICES = /^(device|display)_/;

/** Statuses, checks, incidents, photos, computers and outages in the one order in which they happened. */
export function timelineOf(details: Details): Happening[] {
  const all: Happening[] = [
    ...details.transitions.map(({ id, at, status, cause, moved }) => ({
      ...{ key: `status-${String(id)}`, at, kind: 'status' as const, status, cause, moved },
    })),
    ...details.student.steps.flatMap(({ step, state, at }) =>
      at === undefined ? [] : [{ key: `check-${step}`, at, kind: 'check' as const, step, state }],
    ),
    ...details.incidents.map(({ id, at, kind, severity }) => ({
      ...{ key: `incident-${id}`, at, kind: 'incident' as const, incident: kind, severity },
      device: DEVICES.test(kind),
    })),
    ...details.photos.map(({ id, at, kind }) => ({
      ...{ key: `photo-${id}`, at, kind: 'photo' as const, photo: kind },
    })),
    ...details.machines.map(({ issuedAt, platform, appVersion }, index) => ({
      ...{ key: `machine-${String(index)}`, at: issuedAt, kind: 'machine' as const, platform },
      ...{ version: appVersion, first: index === 0 },
    })),
    ...outagesOf(details),
  ];
  return all.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** What lies between two spans of life, and after the last one while the exam is on. */
function outagesOf({ presence, student, now }: Details): Happening[] {
  const gaps = presence.flatMap((span, index) => {
    const next = presence[index + 1];
    if (next === undefined || next.since - span.until < OUTAGE_LEAST) return [];
    return [outage(span.until, next.since)];
  });
  const last = presence.at(-1);
  const goesOn = student.status === 'exam_started' || student.status === 'in_setup';
  if (last === undefined || !goesOn || now - last.until < OUTAGE_LEAST) return gaps;
  return [...gaps, outage(last.until, undefined)];
}

function outage(from: number, until: number | undefined): Happening {
  return {
    key: `outage-${String(from)}`,
    at: new Date(from),
    kind: 'outage',
    until: until === undefined ? undefined : new Date(until),
  };
}
