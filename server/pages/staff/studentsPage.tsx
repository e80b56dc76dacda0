import type { ReactElement } from 'react';
import type { Status } from '../../../contract/status.ts';
import type { readExam } from '../../storage/exams.ts';
import { Moment, Zone } from '../moment.tsx';
import type { Say } from '../words.ts';
import { Breadcrumb } from './breadcrumb.tsx';
import { LiveMark } from './liveMark.tsx';
import { StaffDocument, type StaffPage } from './staffDocument.tsx';
import { StudentFilter } from './studentFilter.tsx';
import { searchText, StudentTableRow } from './studentTableRow.tsx';
import type { StudentView } from './studentView.ts';

export type Exam = NonNullable<Awaited<ReturnType<typeof readExam>>>;

/** What is looked for; kept in the address, so that a list can be passed on and reloaded. */
export interface StudentSearch {
  readonly text: string;
  readonly status: Status | undefined;
  /** Only those that are flagged for review. */
  readonly flagged: boolean;
}

interface StudentsProps extends StaffPage {
  readonly exam: Exam;
  readonly students: readonly StudentView[];
  readonly window: { readonly start: Date; readonly end: Date } | undefined;
  readonly search: StudentSearch;
}

export function StudentsPage(props: StudentsProps): ReactElement {
  const { base, say, signedIn, exam, students, window } = props;
  const here = `${base}staff/exams/${exam.id}`;
  return (
    <StaffDocument
      base={base}
      say={say}
      signedIn={signedIn}
      title={say('students.pageTitle', { exam: exam.name })}
      scripts={['studentsPage', 'statusPopover']}
    >
      <Breadcrumb say={say} steps={[{ href: `${base}staff/exams`, name: say('exams.title') }]} />
      <header className="page-head">
        <div>
          <h1>
            <bdi>{exam.name}</bdi>
          </h1>
          <p className="quiet">
            <bdi>{[exam.accountName, exam.courseName].filter(Boolean).join(' · ')}</bdi>
            {window !== undefined && (
              <span className="block">
                <Moment say={say} at={window.start} /> – <Moment say={say} at={window.end} /> ·{' '}
                <Zone />
              </span>
            )}
          </p>
        </div>
        <LiveMark say={say} stream={`${base}staff/live?exam=${exam.id}`} fresh={`${here}/rows`} />
      </header>
      {students.length === 0 && (
        <div className="empty card" data-empty="">
          <h2>{say('students.empty')}</h2>
          <p className="quiet">{say('students.emptyWhy')}</p>
        </div>
      )}
      <div data-list="" hidden={students.length === 0}>
        <StudentFilter {...props} here={here} />
        <StudentTable {...props} here={here} />
      </div>
      <p className="unseen" role="status" data-announcer="" />
    </StaffDocument>
  );
}

const COLUMNS = ['student', 'session', 'status', 'checks', 'time', 'incidents'] as const;

interface TableProps {
  readonly say: Say;
  readonly here: string;
  readonly students: readonly StudentView[];
  readonly search: StudentSearch;
}

function StudentTable({ say, here, students, search }: TableProps): ReactElement {
  const shown = students.filter((student) => matches(student, search)).length;
  return (
    <>
      <p
        className="quiet list-count"
        data-shown=""
        data-one={say('students.shown', { count: 1 }).replace('1', '{count}')}
        data-other={say('students.shown', { count: 2 }).replace('2', '{count}')}
      >
        {say('students.shown', { count: shown })}
      </p>
      <table role="table" className="students" aria-label={say('students.tableName')}>
        <thead role="rowgroup">
          <tr role="row">
            {COLUMNS.map((column) => (
              <th key={column} role="columnheader" scope="col">
                {say(`students.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <StudentRows say={say} here={here} students={students} search={search} />
      </table>
      <div className="empty card" data-no-match="" hidden={shown > 0}>
        <h2>{say('students.noMatch')}</h2>
        <p className="quiet">{say('students.noMatchWhy')}</p>
        <a className="secondary" href={here} data-clear="">
          {say('students.clear')}
        </a>
      </div>
    </>
  );
}

/** The body of the table, alone as well: the page fetches it to become as new as the server. */
export function StudentRows({ say, here, students, search }: TableProps): ReactElement {
  return (
    <tbody role="rowgroup" data-rows="">
      {students.map((student) => (
        <StudentTableRow
          key={student.id}
          say={say}
          student={student}
          href={`${here}/students/${student.id}`}
          hidden={!matches(student, search)}
        />
      ))}
    </tbody>
  );
}

/** The script judges the same way, by the row's data attributes. */
function matches(student: StudentView, search: StudentSearch): boolean {
  if (search.status !== undefined && student.status !== search.status) return false;
  if (search.flagged && !student.flagged) return false;
  return searchText(student).includes(search.text.trim().toLowerCase());
}
