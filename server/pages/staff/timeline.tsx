import type { ReactElement } from 'react';
import { STATUS } from '../../../contract/status.ts';
import { Moment } from '../moment.tsx';
import type { Say } from '../words.ts';
import type { StudentDetails } from './readStudentDetails.ts';
import { StatusMark } from './statusPill.tsx';

interface TimelineProps {
  readonly say: Say;
  readonly details: StudentDetails;
}

/** Every transition with its time and what moved it, oldest first. */
export function Timeline({ say, details }: TimelineProps): ReactElement {
  const { transitions } = details;
  return (
    <section className="card" aria-labelledby="timeline-title">
      <h2 id="timeline-title">{say('student.timeline')}</h2>
      <div data-fresh-part="timeline">
        {transitions.length === 0 && <p className="quiet">{say('student.timelineEmpty')}</p>}
        <ol className="timeline">
          {transitions.map((transition) => (
            <li key={transition.id} className={transition.moved ? undefined : 'timeline-late'}>
              <StatusMark status={transition.status} />
              <strong>{STATUS[transition.status].label}</strong>
              <Moment say={say} at={transition.at} style="seconds" />
              <span className="quiet">
                {transition.moved ? say(`cause.${transition.cause}`) : say('student.late')}
              </span>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}
