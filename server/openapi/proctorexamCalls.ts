import { z } from 'zod';
import { Attachment, Document } from '../proctorexam/documentRoutes.ts';
import { ExamFields, ExamTimes } from '../proctorexam/examFields.ts';
import { Comanager, Filter } from '../proctorexam/examRoutes.ts';
import { InstituteSettings } from '../proctorexam/instituteSettings.ts';
import { Named } from '../proctorexam/mailRoutes.ts';
import { StudentFields } from '../proctorexam/studentFields.ts';
import { Listed, Proctor } from '../proctorexam/studentRoutes.ts';
import { NewUser } from '../proctorexam/userRoutes.ts';

/** What a call is for and what it takes beside its ids and its signature. */
export interface ProctorexamCall {
  readonly summary: string;
  readonly takes?: z.ZodObject;
}

const Page = z.object({ page: z.int().min(1), limit: z.int().min(1).max(300) }).partial();
const Exam = z.object({ ...ExamFields.shape, ...ExamTimes.shape });
const SignIn = z.object({ user: z.object({ email: z.string(), password: z.string() }) });

/** By method and path below `/api/v3`; a method written `*` is any other. */
export const PROCTOREXAM_CALLS: Readonly<Record<string, ProctorexamCall>> = {
  'post /users/sign_in': { summary: 'Gives a user’s token and secret key.', takes: SignIn },
  'get /exams': {
    summary: 'Exams, a page at a time.',
    takes: Page.extend(Filter.shape),
  },
  'get /exams/:id': { summary: 'One exam.' },
  'post /exams': { summary: 'Makes an exam.', takes: Exam },
  '* /exams/:id': { summary: 'Changes what is said of an exam.', takes: Exam.partial() },
  'delete /exams/:id': { summary: 'Removes an exam.' },
  'post /exams/:id/send_emails': {
    summary: 'Sends the first mail to every student who had none, or again to those named.',
    takes: Named,
  },
  '* /exams/:id/add_comanager': { summary: 'Lets another user manage an exam.', takes: Comanager },
  'delete /exams/:id/remove_comanager': {
    summary: 'No longer lets another user manage an exam.',
    takes: Comanager,
  },
  'get /student_sessions': {
    summary: 'Students of all exams, by status, a page at a time.',
    takes: Page.extend(Listed.shape),
  },
  'get /exams/:exam_id/student_sessions': {
    summary: 'Students of an exam, by status, a page at a time.',
    takes: Page.extend(Listed.shape),
  },
  'post /exams/:exam_id/student_sessions': {
    summary: 'Adds a student to an exam.',
    takes: StudentFields,
  },
  'get /student_sessions/:id': { summary: 'One student, with status and checks.' },
  '* /student_sessions/:id': {
    summary: 'Changes what is said of a student.',
    takes: StudentFields.partial(),
  },
  'delete /student_sessions/:id': { summary: 'Removes a student who is not in the exam.' },
  'get /student_sessions/:id/reviewable': {
    summary: 'A student by the token of the session, given as the id.',
  },
  '* /student_sessions/:id/assign_proctor': {
    summary: 'Gives a student to a proctor.',
    takes: Proctor,
  },
  '* /student_sessions/:id/end_exam': { summary: 'Ends an exam that was started.' },
  'get /exams/:id/index_students': {
    summary: 'Deprecated: the students of an exam.',
    takes: Page.extend(Listed.shape),
  },
  'get /exams/:id/show_student': { summary: 'Deprecated: one student.' },
  'post /exams/:id/add_student': { summary: 'Deprecated: adds a student.', takes: StudentFields },
  'delete /exams/:id/delete_student': { summary: 'Deprecated: removes a student.' },
  'get /exams/:id/show_lti_student': {
    summary: 'A student by the id that the LMS gave.',
    takes: z.object({ student_lms_id: z.string() }),
  },
  'get /exams/:exam_id/documents': { summary: 'What our own exam page shows.', takes: Page },
  'get /exams/:exam_id/documents/:id': { summary: 'One document.' },
  'post /exams/:exam_id/documents': { summary: 'Adds text to the exam page.', takes: Document },
  '* /exams/:exam_id/documents/:id': {
    summary: 'Changes text of the exam page.',
    takes: Document.partial(),
  },
  'delete /exams/:exam_id/documents/:id': { summary: 'Removes text from the exam page.' },
  'get /exams/:exam_id/attachments': { summary: 'Files of our own exam page.', takes: Page },
  'get /exams/:exam_id/attachments/:id': { summary: 'One file.' },
  'post /exams/:exam_id/attachments': {
    summary: 'Adds a file to the exam page.',
    takes: Attachment,
  },
  'delete /exams/:exam_id/attachments/:id': { summary: 'Removes a file from the exam page.' },
  'get /institutes': { summary: 'The caller’s institute.', takes: Page },
  'get /institutes/:id': { summary: 'One institute with its settings.' },
  'post /institutes': { summary: 'Makes an institute; superusers only.', takes: InstituteSettings },
  '* /institutes/:id': {
    summary: 'Changes settings of an institute.',
    takes: InstituteSettings.partial(),
  },
  'get /institutes/:institute_id/users': { summary: 'Users of an institute.', takes: Page },
  'get /institutes/:institute_id/users/:id': { summary: 'One user.' },
  'post /institutes/:institute_id/users': { summary: 'Makes a user.', takes: NewUser },
  '* /institutes/:institute_id/users/:id': {
    summary: 'Changes a user.',
    takes: NewUser.partial(),
  },
  'delete /institutes/:institute_id/users/:id': { summary: 'Removes a user.' },
};

/** @throws when a route has no line above: whoever adds one says what it is for */
export function callOf(method: string, url: string): ProctorexamCall {
  const path = url.replace(/^\/api\/v3/, '').replace(/\.json$/, '');
  const call = PROCTOREXAM_CALLS[`${method} ${path}`] ?? PROCTOREXAM_CALLS[`* ${path}`];
  if (call === undefined) throw new Error(`nothing is said of ${method} ${path}`);
  return call;
}
