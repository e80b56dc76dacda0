import type { ReactElement, ReactNode } from 'react';
import { Icon } from '../icons.tsx';
import { Moment } from '../moment.tsx';
import type { Say } from '../words.ts';
import { Bounced } from './bounced.tsx';
import { StatusPill } from './statusPill.tsx';
import { SuspendedTag } from './suspendedNote.tsx';
import { tallyOf, type StudentView } from './studentView.ts';

interface RowProps {
  readonly say: Say;
  readonly student: StudentView;
  /** Address of the student's page. */
  readonly href: string;
}

/** A row; roles are said aloud because narrow screens show rows as cards, which loses them. */
export function StudentTableRow({ say, student, href }: RowProps): ReactElement {
  return (
    <tr
      role="row"
      id={`student-${student.id}`}
      data-student={student.id}
      data-status={student.status}
      data-label={student.label}
      data-name={student.name}
    >
      <td role="cell" className="cell-select">
        <label className="select-box">
          <input
            type="checkbox"
            form="selection"
            name="session"
            value={student.id}
            data-select=""
            data-focus-key={`select-${student.id}`}
          />
          <span className="unseen">{say('list.select', { name: student.name })}</span>
        </label>
      </td>
      <th role="rowheader" scope="row" className="cell-student">
        <a href={href} data-focus-key={`name-${student.id}`}>
          <bdi>{student.listName}</bdi>
        </a>
        <span className="quiet block">
          <bdi>{student.email ?? say('students.noMail')}</bdi>
        </span>
        <Bounced say={say} student={student} />
      </th>
      <Cell column={say('students.session')}>
        <code>{student.externalId}</code>
      </Cell>
      <Cell column={say('students.status')}>
        <StatusPill say={say} student={student} href={href} />
        <Away say={say} student={student} />
        {student.closingSuspended && <SuspendedTag say={say} />}
      </Cell>
      <Cell column={say('students.checks')}>
        <Tally say={say} student={student} />
      </Cell>
      <Cell column={say('students.time')}>
        <ExamTime say={say} student={student} />
      </Cell>
      <Cell column={say('students.incidents')}>
        {student.flagged && (
          <span className="tag tag-flag" title={say('students.flaggedWhy')}>
            <Icon name="flag" />
            {say('students.flagged')}
          </span>
        )}
        {student.incidentCount === 0 ? (
          <span className="quiet">{say('students.none')}</span>
        ) : (
          <a
            className="block"
            href={`${href}#incidents`}
            data-focus-key={`incidents-${student.id}`}
          >
            {say('students.incidentCount', { count: student.incidentCount })}
          </a>
        )}
      </Cell>
    </tr>
  );
}

/** On narrow screens the column's name stands before its value, where the table's head cannot. */
function Cell({
  column,
  children,
}: {
  readonly column: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <td role="cell" data-column={column}>
      <div>{children}</div>
    </td>
  );
}

interface PartProps {
  readonly say: Say;
  readonly student: StudentView;
}

function Away({ say, student }: PartProps): ReactElement | null {
  if (student.awaySince === null) return null;
  return (
    <span className="away">
      <Icon name="warn" />
      {say('students.awaySince')} <Moment say={say} at={student.awaySince} style="time" />
    </span>
  );
}

function Tally({ say, student }: PartProps): ReactElement {
  if (student.steps.every(({ state }) => state === 'not_started' || state === 'notNeeded')) {
    return <span className="quiet">{say('students.notBegun')}</span>;
  }
  const { done, all, failed } = tallyOf(student.steps);
  return (
    <>
      <span className="tally" aria-hidden="true">
        {student.steps
          .filter(({ required }) => required)
          .map(({ step, state }) => (
            <span key={step} className={`tally-${state}`} />
          ))}
      </span>
      {say('students.passed', { done, all })}
      {failed > 0 && (
        <span className="bad block">{say('students.failedCount', { count: failed })}</span>
      )}
    </>
  );
}

function ExamTime({ say, student }: PartProps): ReactElement {
  const { startedAt, endsAt, closedAt, extraMinutes } = student;
  return (
    <>
      {startedAt === null && closedAt === null && (
        <span className="quiet">{say('students.notBegunTime')}</span>
      )}
      {startedAt !== null && (
        <span className="block">
          {say('students.startedAt')} <Moment say={say} at={startedAt} style="time" />
        </span>
      )}
      {endsAt !== null && (
        <span className="block">
          {say('students.endsAt')} <Moment say={say} at={endsAt} style="time" />
        </span>
      )}
      {closedAt !== null && (
        <span className="block">
          {say('students.endedAt')} <Moment say={say} at={closedAt} style="time" />
        </span>
      )}
      {extraMinutes > 0 && (
        <span className="tag" title={say('students.extraLong', { count: extraMinutes })}>
          {say('students.extra', { count: extraMinutes })}
        </span>
      )}
    </>
  );
}
