import { z } from 'zod';
import { filledText, lenientBoolean, moment, text, wholeNumber } from './fieldKinds.ts';

/** The document's list is cut after "demo, cla…"; the rest follows its sample and the kinds of its pages. */
export const EXAM_TYPES = ['demo', 'classroom', 'record_review', 'live_proctoring'] as const;

/** Spellings of the same that clients may send. */
const OTHER_SPELLINGS: Readonly<Record<string, (typeof EXAM_TYPES)[number]>> = {
  class_room: 'classroom',
  ClassRoom: 'classroom',
  record_and_review: 'record_review',
  live: 'live_proctoring',
};

const ExamType = z.preprocess(
  (value) => (typeof value === 'string' ? (OTHER_SPELLINGS[value] ?? value) : value),
  z.enum(EXAM_TYPES),
);
export type ExamType = z.infer<typeof ExamType>;

const words = text(4000).nullable().default(null);
const switchedOff = lenientBoolean.default(false);
/** ProctorExam's samples say one, clients may say the other: kept and answered as it was sent. */
const either = <One extends z.ZodType, Other extends z.ZodType>(one: One, other: Other) =>
  z.union([one, other], { error: 'is invalid' }).nullable().default(null);
const unlessSaid = lenientBoolean.nullable().default(null);

/**
 * What a client says of an exam (ProctorExam API v3, exams/create and update). Null: not said, and the
 * type decides.
 */
export const ExamFields = z.object({
  name: filledText(500),
  type: ExamType,
  use_duration: switchedOff,
  duration_minutes: wholeNumber(1, 24 * 60)
    .nullable()
    .default(null),
  global_proctoring: switchedOff,
  global_reviewing: switchedOff,
  for_reviewing: switchedOff,
  upload_answers: switchedOff,
  web_cam: unlessSaid,
  mobile_cam: switchedOff,
  screen_share: unlessSaid,
  clipboard: switchedOff,
  exam_language: z.string().min(2).max(20).nullable().default(null),
  /** A number in ProctorExam's samples, whose meaning it does not tell; mails go by names of zones. */
  timezone: either(z.number(), text(60)),
  /** In the institution's own words, for the candidate. */
  restrictions: words,
  terms: words,
  student_experience: either(z.boolean(), text(4000)),
  allow_websites: unlessSaid,
  allowed_websites: words,
  allow_external_applications: unlessSaid,
  allowed_external_applications: words,
  allow_textbooks: unlessSaid,
  allowed_textbooks: words,
  allow_calculator: unlessSaid,
  allowed_calculator_type: words,
  allow_pen_paper: switchedOff,
  allow_additional: unlessSaid,
  allowed_additional: words,
});
export type ExamFields = z.infer<typeof ExamFields>;

/** When it may be begun. */
export const ExamTimes = z.object({
  start_time: moment.default(null),
  end_time: moment.default(null),
});
export type ExamTimes = z.infer<typeof ExamTimes>;
