import type { ApiExam } from '../storage/apiExams.ts';
import type { StudentRow } from '../storage/apiSessions.ts';
import { modeOf } from './examWire.ts';

const STEPS = ['microphone', 'speakers', 'bandwidth', 'webcam', 'mobile', 'screenshare'] as const;

/**
 * A student session as clients see it (ProctorExam API v3, student_sessions). Null is what is not known
 * or does not exist here: recordings come with the recording, review with the review.
 */
export function studentWire(row: StudentRow, exam: Pick<ApiExam, 'fields'>) {
  return {
    id: row.id,
    session_id: row.id,
    student_id: row.studentId,
    external_id: row.externalId,
    exam_id: row.examId,
    proctor_id: row.proctorId,
    pre_assigned_proctor_id: row.proctorId,
    email: row.email,
    name: row.name,
    status: row.status,
    token: row.token,
    ...checksOf(row),
    ...timesOf(row),
    ...appOf(row),
    ...photosOf(row),
    individual_info: row.individualInfo,
    is_individual_info_html: row.isIndividualInfoHtml,
    skip_requirements: row.skipRequirements,
    send_confirmation: row.sendConfirmation,
    is_email_sent: row.emailSentAt !== null,
    in_setup: row.ourStatus === 'in_setup',
    in_check_requirements: row.closedAt === null && row.lastStage === 'checks',
    attempt: 1,
    archived: row.archivedAt !== null,
    current_exam_mode: modeOf(exam.fields),
    incidents_count: row.incidentCount,
    transcoding_status: 'not_sent_to_queue',
    ...NOT_HERE,
  };
}

const NOT_HERE = {
  time_slot: null,
  pin_code: null,
  dummy_exam_survey: null,
  reservation_time: null,
  exam_document_file_name: null,
  exam_document_content_type: null,
  exam_document_file_size: null,
  exam_document_updated_at: null,
  reviewed: null,
  review_commentary: null,
  rtc_session_id: null,
  rtc_session_ids: [],
  priority: null,
  recording_started_at: null,
  recording_ended_at: null,
  preserve: false,
  incidents: null,
  use_external_service: false,
  pod_names: null,
} as const;

function checksOf({ checks }: StudentRow) {
  const states = STEPS.map((step) => [`${step}_check`, checks[step]?.state ?? 'not_started']);
  return {
    ...(Object.fromEntries(states) as Record<`${(typeof STEPS)[number]}_check`, string>),
    bandwidth_speed: checks['bandwidth']?.speed ?? null,
  };
}

function timesOf(row: StudentRow) {
  const expires = row.lastStart ?? row.windowEnd;
  return {
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    start_time: row.startedAt?.toISOString() ?? null,
    entered_room: row.startedAt !== null,
    end_time: row.ourStatus === 'exam_finished' ? (row.closedAt?.toISOString() ?? null) : null,
    expires_at: expires.toISOString(),
    open_time: row.openTime?.toISOString() ?? null,
  };
}

function appOf({ app }: StudentRow) {
  return {
    operating_system: app?.platform ?? null,
    browser: app === null ? null : 'Invigil',
    browser_version: app?.version ?? null,
  };
}

function photosOf(row: StudentRow) {
  return {
    ...photo('id_card', row.cardId, row.cardBytes),
    ...photo('face_photo', row.faceId, row.faceBytes),
  };
}

function photo(name: string, id: string | number | null, bytes: string | number | null) {
  return {
    [`${name}_file_name`]: id === null ? null : `${String(id)}.jpg`,
    [`${name}_content_type`]: id === null ? null : 'image/jpeg',
    [`${name}_file_size`]: bytes === null ? null : Number(bytes),
  };
}
