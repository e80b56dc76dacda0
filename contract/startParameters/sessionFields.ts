import { mandatory, optional } from './field.ts';
import { webAddress } from './formattedKinds.ts';
import { identifier, text } from './plainKinds.ts';

const SOURCE = 'Constructor, API parameters';

/** Session parameters. */
export const sessionFields = {
  sessionId: mandatory(identifier(230), {
    meaning: 'Id of the session in the LMS; unique.',
    use: 'Unique per integration. The same id again resumes or updates the session, never resets it.',
    effect: 'effective',
    source: SOURCE,
  }),
  sessionUrl: mandatory(webAddress(2550), {
    meaning: 'The exam in the LMS.',
    use: 'Opened when the exam starts; its origin bounds navigation unless the integration has rules.',
    effect: 'effective',
    source: SOURCE,
  }),
  reviewUrl: optional(webAddress(600), {
    meaning: 'Where the result of this session is sent; overrides the one of the integration.',
    use: 'The `review` callback of this session goes there.',
    effect: 'effective',
    source: SOURCE,
  }),
  sessionFinishUrl: optional(webAddress(2550), {
    meaning: 'Where the candidate goes after the exam; may also come with the finish request.',
    use: 'Opened after the exam; without it the candidate sees a plain end page.',
    effect: 'effective',
    source: SOURCE,
  }),
  special_accommodations_info: optional(text(500), {
    meaning: 'What the candidate needs.',
    use: 'Shown to staff, never parsed; staff grant accommodations by hand.',
    effect: 'effective',
    aliases: ['specialAccommodationsInfo'],
    source: `${SOURCE}; alias of the Moodle plugin`,
  }),
} as const;
