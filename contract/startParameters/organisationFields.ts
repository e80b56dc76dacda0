import { mandatory } from './field.ts';
import { identifier, text } from './plainKinds.ts';

const SOURCE = 'Constructor, API parameters';

/** Organisation (company) parameters. */
export const organisationFields = {
  accountId: mandatory(identifier(255), {
    meaning: 'Id of the organisation or department in the LMS.',
    use: 'The same id is the same account; candidates, exams and results are kept apart by it.',
    effect: 'effective',
    source: `${SOURCE}; sent as a number by the Examus plugin`,
  }),
  accountName: mandatory(text(255), {
    meaning: 'Name of the organisation.',
    use: 'Shown to the candidate and to staff.',
    effect: 'effective',
    source: SOURCE,
  }),
} as const;
