import type { ExamFields, ExamType } from './examFields.ts';

/*
 * From an exam of this API to the start parameters that the rest of the server knows. One table, in the
 * order of docs/proctorexam-api.md; a test goes through it line by line.
 */

/** A session ends by itself this long after its start (ProctorExam, student status). Minutes. */
export const LONGEST_SESSION = 9 * 60;

interface TypeFacts {
  readonly proctoring: 'online' | 'offline';
  readonly trial: boolean;
  /** What is recorded where the client does not say. */
  readonly webCam: boolean;
  readonly screenShare: boolean;
}

/** What a type means; what it records by itself is our reading of its name. */
const TYPE: Readonly<Record<ExamType, TypeFacts>> = {
  demo: { proctoring: 'offline', trial: true, webCam: true, screenShare: true },
  // Somebody is in the room and sees the candidates.
  classroom: { proctoring: 'offline', trial: false, webCam: false, screenShare: true },
  record_review: { proctoring: 'offline', trial: false, webCam: true, screenShare: true },
  live_proctoring: { proctoring: 'online', trial: false, webCam: true, screenShare: true },
};

export function isLive({ type }: Pick<ExamFields, 'type'>): boolean {
  return TYPE[type].proctoring === 'online';
}

/** Which streams an exam has: as the client says, else as its type has them. */
export function streamsOf({
  type,
  web_cam,
  screen_share,
}: Pick<ExamFields, 'type' | 'web_cam' | 'screen_share'>): {
  webCam: boolean;
  screenShare: boolean;
} {
  return {
    webCam: web_cam ?? TYPE[type].webCam,
    screenShare: screen_share ?? TYPE[type].screenShare,
  };
}

const PRESETS = {
  both: 'default',
  webCam: 'no_desktop',
  screenShare: 'no_webcam',
  none: 'no_video',
} as const;

/** Minutes from start to end; without a timer only the nine hours end an exam. */
export function minutesOf({
  use_duration,
  duration_minutes,
}: Pick<ExamFields, 'use_duration' | 'duration_minutes'>): number {
  if (!use_duration || duration_minutes === null) return LONGEST_SESSION;
  return Math.min(duration_minutes, LONGEST_SESSION);
}

/** The names in a list that people type: by lines, commas and semicolons. */
export function namesIn(list: string | null): string[] {
  return (list ?? '')
    .split(/[\n\r,;]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** The pages an exam may show, the exam page first: whole addresses, `https` where none is said. */
export function websitesOf(
  fields: Pick<ExamFields, 'allow_websites' | 'allowed_websites'>,
): string[] {
  if (fields.allow_websites === false) return [];
  return (fields.allowed_websites ?? '')
    .split(/[\s,;]+/)
    .filter((site) => site !== '')
    .map((site) => (/^https?:\/\//i.test(site) ? site : `https://${site}`));
}

/** A permission with a list: said, or else meant by a list that says something. */
function allows(said: boolean | null, list: string | null): boolean {
  return said ?? namesIn(list).length > 0;
}

export type Level = 'off' | 'basic' | 'medium' | 'high';

/** The start parameters that the exam's own fields decide. */
export function policyOf(fields: ExamFields, level: Level) {
  const { webCam, screenShare } = streamsOf(fields);
  const preset = webCam ? (screenShare ? 'both' : 'webCam') : screenShare ? 'screenShare' : 'none';
  const { proctoring, trial } = TYPE[fields.type];
  const hasCalculator = fields.allow_calculator ?? fields.allowed_calculator_type !== null;
  const applications = allows(
    fields.allow_external_applications,
    fields.allowed_external_applications,
  );
  return {
    proctoring,
    trial,
    duration: minutesOf(fields),
    streamsPreset: PRESETS[preset],
    // ProctorExam photographs face and document of whoever has a webcam on.
    identification: webCam ? ('face_and_passport' as const) : ('skip' as const),
    auxiliaryCamera: fields.mobile_cam,
    calculator: hasCalculator ? calculatorOf(fields.allowed_calculator_type) : ('off' as const),
    rules: {
      allow_to_use_websites: fields.allow_websites ?? websitesOf(fields).length > 0,
      allow_to_use_books: allows(fields.allow_textbooks, fields.allowed_textbooks),
      allow_to_use_paper: fields.allow_pen_paper,
      allow_to_use_calculator: hasCalculator,
      custom_rules: customRules(fields),
    },
    desktopAppAllowedProcesses: applications ? namesIn(fields.allowed_external_applications) : [],
    secureBrowser: level !== 'off',
    secureBrowserLevel: level === 'off' ? ('basic' as const) : level,
  };
}

function calculatorOf(type: string | null): 'simple' | 'scientific' {
  return /scien|graph/i.test(type ?? '') ? 'scientific' : 'simple';
}

/** What only a person can read, in the order of the form. */
function customRules(fields: ExamFields): string {
  const { restrictions, allowed_textbooks, allowed_additional, terms } = fields;
  const additional = fields.allow_additional === false ? null : allowed_additional;
  const books = fields.allow_textbooks === false ? null : allowed_textbooks;
  return [restrictions, books, additional, terms]
    .map((text) => text?.trim() ?? '')
    .filter((text) => text !== '')
    .join('\n');
}
