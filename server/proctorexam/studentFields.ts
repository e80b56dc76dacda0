import { z } from 'zod';
import { emailAddress, filledText, lenientBoolean, moment, numericId, text } from './fieldKinds.ts';

/** What a client says of a student (ProctorExam API v3, student_sessions). */
export const StudentFields = z.object({
  name: filledText(255),
  email: emailAddress,
  individual_info: text(20_000).nullable().default(null),
  is_individual_info_html: lenientBoolean.default(false),
  skip_requirements: lenientBoolean.default(false),
  send_confirmation: lenientBoolean.default(false),
  /** Earliest start of this student. */
  open_time: moment.default(null),
  /** The client's own id, the one of an LMS for one. */
  external_id: text(255).nullable().default(null),
  proctor_id: numericId.nullable().default(null),
});
export type StudentFields = z.infer<typeof StudentFields>;
