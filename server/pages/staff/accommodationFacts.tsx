import type { ReactElement } from 'react';
import { Fact } from '../startFacts.tsx';
import type { Say } from '../words.ts';
import type { StudentDetails } from './readStudentDetails.ts';

/** What was granted, for a role that reads it and grants nothing. */
export function AccommodationFacts({
  say,
  details,
}: {
  readonly say: Say;
  readonly details: StudentDetails;
}): ReactElement {
  const { row, waivedSteps } = details;
  return (
    <div data-fresh-part="accommodations">
      <dl className="facts">
        <Fact name={say('student.extraMinutes')}>{row.extraMinutes ?? 0}</Fact>
        <Fact name={say('student.breakMinutes')}>{row.breakMinutes ?? 0}</Fact>
        <Fact name={say('student.waived')}>
          {waivedSteps.length === 0
            ? say('student.waivedNone')
            : waivedSteps.map((step) => say(`step.${step}`)).join(', ')}
        </Fact>
      </dl>
      <p className="quiet">{say('student.accommodateCannot')}</p>
    </div>
  );
}
