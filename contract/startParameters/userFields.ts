import { mandatory, optional } from './field.ts';
import { email, language } from './formattedKinds.ts';
import { identifier, text } from './plainKinds.ts';

const SOURCE = 'Constructor, API parameters';
const NAME = {
  use: 'Shown to the candidate and to staff.',
  effect: 'effective',
  source: SOURCE,
} as const;

/** User parameters. */
export const userFields = {
  userId: mandatory(identifier(255), {
    meaning: "The candidate's id in the LMS; unique for every candidate.",
    use: 'The same id is the same candidate; other values update the candidate.',
    effect: 'effective',
    source: SOURCE,
  }),
  email: optional(email(), {
    meaning: "The candidate's e-mail address.",
    use: 'Kept with the candidate; no mail is sent yet.',
    effect: 'stored',
    source: SOURCE,
  }),
  lastName: optional(text(255), { meaning: 'Last name.', ...NAME }),
  firstName: optional(text(255), { meaning: 'First name.', ...NAME }),
  thirdName: optional(text(255), { meaning: 'Middle name or patronymic.', ...NAME }),
  language: optional(language(), {
    meaning: 'Language of the candidate, ISO 639-1; launchers also send longer codes.',
    use: 'Language of the app, changeable there. One the integration does not offer falls back to its first.',
    effect: 'effective',
    source: `${SOURCE}; language map of the Moodle plugin`,
  }),
} as const;
