import { z } from 'zod';
import type { Fault } from './reasons.ts';
import { environmentFields } from './startParameters/environmentFields.ts';
import { examFields } from './startParameters/examFields.ts';
import { startReading, type Reading } from './startParameters/faults.ts';
import { shapeOf, type Fields } from './startParameters/field.ts';
import { keptValues } from './startParameters/keptValues.ts';
import { organisationFields } from './startParameters/organisationFields.ts';
import { readFields } from './startParameters/readFields.ts';
import { sessionFields } from './startParameters/sessionFields.ts';
import { supervisionFields } from './startParameters/supervisionFields.ts';
import { typeName } from './startParameters/text.ts';
import { userFields } from './startParameters/userFields.ts';

export { FaultCode, NoteCode } from './startParameters/faults.ts';
export { chooseLanguage } from './startParameters/chooseLanguage.ts';

const examGroup = { ...examFields, ...supervisionFields } as const;
const examBodyFields = { ...organisationFields, ...examGroup } as const;
const allFields = {
  ...userFields,
  ...organisationFields,
  ...examGroup,
  ...sessionFields,
  ...environmentFields,
} as const;

/** The groups of the document, in its order. Schemas, page and tests are made of these. */
export const PARAMETER_GROUPS = {
  user: userFields,
  organisation: organisationFields,
  exam: examGroup,
  session: sessionFields,
  environment: environmentFields,
} as const satisfies Record<string, Fields>;

/** Keys that no field names, as they were sent; those inside an object stand under its name. */
const unknown = z.record(z.string(), z.unknown());

/**
 * The parameters of one start, normalised: documented names, defaults filled in, dates in UTC, ids as
 * text. Every launcher's spelling ends here, so nothing else has to know that there are several.
 */
export const StartParameters = z.object({ ...shapeOf(allFields), unknown });
export type StartParameters = z.output<typeof StartParameters>;

/** The body that creates or updates an exam: organisation and exam, no candidate and no session. */
export const ExamParameters = z.object({ ...shapeOf(examBodyFields), unknown });
export type ExamParameters = z.output<typeof ExamParameters>;

export type Parsed<Parameters> =
  | {
      readonly ok: true;
      readonly parameters: Parameters;
      /** Accepted, and still worth a word to whoever integrates the LMS. */
      readonly notes: readonly Fault[];
    }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/**
 * Reads the payload of a start token. A refusal lists every fault; nothing is thrown.
 * @param input the flat object of a start request, from anyone
 */
export function parseStartParameters(input: unknown): Parsed<StartParameters> {
  return parse(input, (object, reading) => {
    const values = readFields(allFields, object, reading);
    checkWindow(values, reading);
    if (!values.secureBrowser && values.secureBrowserLevel !== 'basic') {
      reading
        .inside('secureBrowserLevel')
        .note('level_ignored', 'has no effect without secureBrowser');
    }
    return { ...values, preliminaryCheck: preliminaryCheckOf(values, reading) };
  });
}

/** Reads the body of a request that creates or updates an exam. */
export function parseExamParameters(input: unknown): Parsed<ExamParameters> {
  return parse(input, (object, reading) => {
    const values = readFields(examBodyFields, object, reading);
    checkWindow(values, reading);
    return values;
  });
}

function parse<Values extends object>(
  input: unknown,
  read: (object: Readonly<Record<string, unknown>>, reading: Reading) => Values,
): Parsed<Values & { unknown: Record<string, unknown> }> {
  const { reading, findings } = startReading();
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    reading.fault('wrong_type', `the parameters must be an object, not ${typeName(input)}`);
    return { ok: false, faults: findings.faults };
  }
  const values = read(input as Readonly<Record<string, unknown>>, reading);
  if (findings.faults.length > 0) return { ok: false, faults: findings.faults };
  const parameters = { ...values, unknown: keptValues(findings.kept) };
  return { ok: true, parameters, notes: findings.notes };
}

/** An empty window would refuse every candidate, first as too early and then as too late. */
function checkWindow(
  values: { readonly startDate?: string; readonly endDate?: string },
  reading: Reading,
): void {
  const { startDate, endDate } = values;
  if (startDate === undefined || endDate === undefined || startDate < endDate) return;
  reading.inside('endDate').fault('out_of_range', 'must be after startDate');
}

/** The older launchers' `biometricIdentification` asks for the same check (mapping inferred). */
function preliminaryCheckOf(
  values: Pick<StartParameters, 'preliminaryCheck' | 'biometricIdentification'>,
  reading: Reading,
): StartParameters['preliminaryCheck'] {
  const { preliminaryCheck, biometricIdentification: older } = values;
  if (preliminaryCheck.enabled || older?.enabled !== true) return preliminaryCheck;
  if (older.photo_url !== undefined) return { enabled: true, photo_url: older.photo_url };
  reading.inside('biometricIdentification').note('no_photo', 'has no photo_url to compare with');
  return preliminaryCheck;
}
