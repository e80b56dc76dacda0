import type { ApiExam } from '../storage/apiExams.ts';
import type { ExamFields } from './examFields.ts';
import { isLive, streamsOf } from './examPolicy.ts';
import { restrictionsText } from './restrictions.ts';

/** An exam as clients see it; what this server has no word for is null. */
export function examWire(exam: ApiExam) {
  const { fields } = exam;
  const { webCam, screenShare } = streamsOf(fields);
  return {
    id: exam.id,
    institute_id: exam.instituteId,
    user_id: exam.userId,
    ...fields,
    start_time: exam.startTime?.toISOString() ?? null,
    end_time: exam.endTime?.toISOString() ?? null,
    status: exam.status,
    published: exam.status === 'open' || exam.status === 'closed',
    archived: exam.deletedAt !== null,
    token: exam.token,
    mode: modeOf(fields),
    web_cam: webCam,
    screen_share: screenShare,
    live_proctoring: isLive(fields),
    restrictions: restrictionsText(fields),
    uploaded_exam_documents_file_name: null,
    uploaded_exam_documents_content_type: null,
    uploaded_exam_documents_file_size: null,
    uploaded_exam_documents_updated_at: null,
    created_at: exam.createdAt.toISOString(),
    updated_at: exam.updatedAt.toISOString(),
  };
}

/**
 * Eight digits, as the sample `01110000` of a record-and-review exam reads to the public Python client:
 * webcam, screen, review (3) and live (4); the rest is not known and stays 0.
 */
export function modeOf(fields: ExamFields): string {
  const { webCam, screenShare } = streamsOf(fields);
  const isReviewed = fields.type === 'record_review' || fields.type === 'demo';
  const digits = [false, webCam, screenShare, isReviewed, isLive(fields), false, false, false];
  return digits.map((digit) => (digit ? '1' : '0')).join('');
}
