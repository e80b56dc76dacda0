import { defaulted, mandatory, optional } from './field.ts';
import { moment, webAddress } from './formattedKinds.ts';
import { choice, identifier, text, truth, whole } from './plainKinds.ts';

const SOURCE = 'Constructor, API parameters';

/** PostgreSQL's `integer`; the document names no bound. */
const LONGEST_DURATION = 2_147_483_647;

/** Exam parameters that say which exam it is, when, and how it is identified and calculated with. */
export const examFields = {
  courseName: optional(text(450), {
    meaning: 'Course the exam belongs to.',
    use: 'Shown to the candidate and to staff.',
    effect: 'effective',
    source: SOURCE,
  }),
  examId: mandatory(identifier(255), {
    meaning: 'Id of the exam in the LMS.',
    use: 'The same id is the same exam; other values update the exam.',
    effect: 'effective',
    source: SOURCE,
  }),
  examName: mandatory(text(500), {
    meaning: 'Name of the exam.',
    use: 'Shown to the candidate and to staff.',
    effect: 'effective',
    source: SOURCE,
  }),
  userAgreementUrl: optional(webAddress(200), {
    meaning: 'Regulations shown right before the exam.',
    use: 'Opened inside the app as the last step of setup; acceptance is recorded with its time.',
    effect: 'effective',
    source: SOURCE,
  }),
  duration: mandatory(whole(1, LONGEST_DURATION), {
    meaning: 'Duration in minutes.',
    use: 'The exam ends this long after its start, plus granted minutes, and never after `endDate`; the LMS has five more minutes to hand in. Set it no shorter than the limit of the quiz.',
    effect: 'effective',
    source: SOURCE,
  }),
  // The document marks it mandatory and gives a default; older launchers send none.
  schedule: defaulted(truth(), false, {
    meaning: 'The candidate must book a time first.',
    use: 'The start page lets the candidate book one; before it, after it and without one nobody enters.',
    effect: 'effective',
    source: `${SOURCE}; left out by older launchers`,
  }),
  proctoring: mandatory(choice(['online', 'offline', 'auto', 'identification']), {
    meaning:
      'Live proctor, review afterwards, machine only; `identification`: live identity check only.',
    use: 'Said to the candidate; in `online` and `identification` somebody of staff lets them in at the desk before the exam.',
    effect: 'effective',
    source: `${SOURCE}; \`identification\` of the plugins`,
  }),
  startDate: mandatory(moment(), {
    meaning: 'Begin of the window.',
    use: 'Earlier starts are refused with `too_early`.',
    effect: 'effective',
    source: SOURCE,
  }),
  endDate: mandatory(moment(), {
    meaning: 'End of the window; after `startDate`.',
    use: 'Later starts are refused with `too_late`; the exam ends then at the latest.',
    effect: 'effective',
    source: SOURCE,
  }),
  calculator: defaulted(choice(['off', 'simple', 'scientific']), 'off', {
    meaning: 'Calculator in the exam.',
    use: 'The calculator beside the exam page.',
    effect: 'effective',
    source: `${SOURCE}; default of the Moodle plugin`,
  }),
  checkIdPhotoQuality: defaulted(truth(), false, {
    meaning: 'Check the photo of the document.',
    use: 'Sharpness, glare, framing and size are checked, with the reason for a retake.',
    effect: 'effective',
    source: SOURCE,
  }),
  // The document names no default. Pictures of faces and documents are not taken unasked.
  identification: defaulted(choice(['passport', 'face', 'face_and_passport', 'skip']), 'skip', {
    meaning: 'Which photos identify the candidate.',
    use: 'The photo steps of setup, face first.',
    effect: 'effective',
    source: `${SOURCE}; default own: nothing is photographed unasked`,
  }),
  shortName: optional(text(255), {
    meaning: 'Course code or short name.',
    use: 'Kept with the exam.',
    effect: 'stored',
    aliases: ['courseCode'],
    source: `${SOURCE}; alias of the Moodle plugin`,
  }),
  trial: defaulted(truth(), false, {
    meaning: 'A trial; not listed in the archive.',
    use: 'Said to the candidate and kept with the exam; recordings of a trial are not to be kept.',
    effect: 'stored',
    source: SOURCE,
  }),
} as const;
