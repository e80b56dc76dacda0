import type { ReactElement } from 'react';
import { Icon } from '../icons.tsx';
import { Moment, Zone } from '../moment.tsx';
import { sentenceOf } from '../reasonWords.ts';
import { Fact } from '../startFacts.tsx';
import { Bounced } from './bounced.tsx';
import { IntegrationFacts } from './integrationFacts.tsx';
import type { Say } from '../words.ts';
import { LogState } from './logState.tsx';
import type { StudentDetails } from './readStudentDetails.ts';

interface FactsProps {
  readonly say: Say;
  readonly details: StudentDetails;
}

export function StudentFacts({ say, details }: FactsProps): ReactElement {
  const { row, student } = details;
  const { duration } = row.parameters;
  return (
    <section className="card" data-fresh-part="facts">
      <dl className="facts">
        <Fact name={say('student.mail')}>
          <bdi>{student.email ?? say('students.noMail')}</bdi>
          <Bounced say={say} student={student} />
        </Fact>
        <Fact name={say('student.user')}>
          <code>{student.userId}</code>
        </Fact>
        <Fact name={say('student.session')}>
          <code>{student.externalId}</code>
        </Fact>
        <Fact name={say('student.duration')}>
          {say('start.minutes', { count: duration + student.extraMinutes })}
          {student.extraMinutes > 0 && (
            <span className="quiet block">
              {say('start.extra', { count: student.extraMinutes })}
            </span>
          )}
        </Fact>
        <Fact name={say('student.window')}>
          <Moment say={say} at={row.windowStart} /> – <Moment say={say} at={row.windowEnd} />
          <span className="quiet block">
            <Zone />
          </span>
        </Fact>
        <IntegrationFacts say={say} row={row} />
        {student.endsAt !== null && (
          <Fact name={say('student.ends')}>
            <Moment say={say} at={student.endsAt} style="seconds" />
          </Fact>
        )}
        {details.consent?.given === true && (
          <Fact name={say('student.consented')}>
            <Moment say={say} at={details.consent.at} style="seconds" />
          </Fact>
        )}
        {row.lastSeenAt !== null && (
          <Fact name={say('student.lastSeen')}>
            <Moment say={say} at={row.lastSeenAt} style="seconds" />
          </Fact>
        )}
        {row.unsent !== null && row.unsent > 0 && (
          <Fact name={say('student.unsent')}>
            {say('student.unsentCount', { count: row.unsent })}
          </Fact>
        )}
        <Fact name={say('student.log')}>
          <LogState say={say} records={details.logRecords} incidents={details.incidents} />
        </Fact>
        {details.coveredSeconds > 0 && (
          <Fact name={say('student.covered')}>
            {say('student.coveredLength', {
              minutes: Math.floor(details.coveredSeconds / 60),
              seconds: details.coveredSeconds % 60,
            })}
            <span className="quiet block">{say('student.coveredWhy')}</span>
          </Fact>
        )}
      </dl>
      {student.flagged && (
        <p className="note note-warn">
          <Icon name="flag" />
          <span>
            {say('student.flagged')} <a href="#incidents">{say('student.incidents')}</a>
          </span>
        </p>
      )}
      <Consent say={say} details={details} />
      <State say={say} details={details} />
      <Notes say={say} details={details} />
    </section>
  );
}

/** Who asks for another way waits for an answer, so it stands out and stays until they agree. */
function Consent({ say, details }: FactsProps): ReactElement | null {
  const { consent } = details;
  if (consent === undefined || consent.given) return null;
  return (
    <div className="note note-warn">
      <Icon name="warn" />
      <div>
        <p>
          <strong>{say('student.declined')}</strong>{' '}
          <Moment say={say} at={consent.at} style="seconds" />
        </p>
        {consent.explanation !== '' && (
          <blockquote>
            <bdi>{consent.explanation}</bdi>
          </blockquote>
        )}
      </div>
    </div>
  );
}

function State({ say, details }: FactsProps): ReactElement | null {
  const { row, student } = details;
  if (student.awaySince !== null) {
    return (
      <p className="note note-warn">
        <Icon name="warn" />
        <span>
          {say('students.awaySince')} <Moment say={say} at={student.awaySince} style="seconds" />
        </span>
      </p>
    );
  }
  if (row.closedBy === null) return null;
  const by = say(`closedBy.${row.closedBy}`);
  const reason =
    row.closedReason === null ? '' : sentenceOf(row.closedReason, say.language).sentence;
  return (
    <p className="note note-info">
      <Icon name="info" />
      <span>
        {say('students.closedFor', { why: by })}
        {row.closedBy !== 'candidate' && <span className="quiet block">{reason}</span>}
      </span>
    </p>
  );
}

function Notes({ say, details }: FactsProps): ReactElement | null {
  const { notes } = details.row;
  if (notes.length === 0) return null;
  return (
    <details className="notes">
      <summary>{say('student.notes')}</summary>
      <ul>
        {notes.map(({ path, code, message }) => (
          <li key={`${path}:${code}`}>
            <code>{path}</code> {message}
          </li>
        ))}
      </ul>
    </details>
  );
}
