import type { ReactElement } from 'react';
import { Moment } from '../moment.tsx';
import { Fact } from '../startFacts.tsx';
import type { Say } from '../words.ts';
import type { StudentDetails } from './readStudentDetails.ts';

interface FactsProps {
  readonly say: Say;
  readonly row: StudentDetails['row'];
}

/** What else the exam site and the candidate settled: the booked time, and who is to watch. */
export function IntegrationFacts({ say, row }: FactsProps): ReactElement {
  const { proctorEmails } = row.parameters;
  return (
    <>
      {row.bookedStart !== null && (
        <Fact name={say('booking.fact')}>
          <Moment say={say} at={row.bookedStart} />
        </Fact>
      )}
      {proctorEmails.length > 0 && (
        <Fact name={say('delivery.proctors')}>
          {proctorEmails.map((mail) => (
            <bdi key={mail} className="block">
              {mail}
            </bdi>
          ))}
        </Fact>
      )}
    </>
  );
}
