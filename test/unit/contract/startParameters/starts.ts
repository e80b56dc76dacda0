import {
  parseStartParameters,
  type StartParameters,
} from '../../../../contract/startParameters.ts';
import type { Fault } from '../../../../contract/reasons.ts';

/** The smallest start that is taken: every mandatory field and nothing else. */
export const SMALLEST_START = {
  userId: 's-1',
  accountId: 'a-1',
  accountName: 'Regional Testing Centre',
  examId: 'e-1',
  examName: 'Certification B2',
  duration: 90,
  proctoring: 'offline',
  startDate: '2026-06-20T07:00:00Z',
  endDate: '2026-06-20T19:00:00Z',
  sessionId: 'x-1',
  sessionUrl: 'https://tests.example/s/1',
} as const;

/** What a start with these fields comes to; throws with its faults when it is refused. */
export function parametersOf(fields: Readonly<Record<string, unknown>>): StartParameters {
  const parsed = parseStartParameters({ ...SMALLEST_START, ...fields });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.parameters;
}

/** The faults of a start with these fields, as `path code`. */
export function faultsOf(fields: Readonly<Record<string, unknown>>): string[] {
  const parsed = parseStartParameters({ ...SMALLEST_START, ...fields });
  return parsed.ok ? [] : parsed.faults.map(pathAndCode);
}

/** The notes of a start with these fields, as `path code`. */
export function notesOf(fields: Readonly<Record<string, unknown>>): string[] {
  const parsed = parseStartParameters({ ...SMALLEST_START, ...fields });
  return parsed.ok ? parsed.notes.map(pathAndCode) : [];
}

/** The smallest start without one of its fields. */
export function startWithout(name: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(SMALLEST_START).filter(([key]) => key !== name));
}

function pathAndCode({ path, code }: Fault): string {
  return `${path} ${code}`;
}
