import type { ReactElement } from 'react';
import { may } from '../../people/deeds.ts';
import type { readExam } from '../../storage/exams.ts';
import { STUDENT_SORTS, type countStudents, type StudentSort } from '../../storage/students.ts';
import type { Suspended } from '../../storage/suspended.ts';
import { Icon } from '../icons.tsx';
import { Moment, Zone } from '../moment.tsx';
import type { Say } from '../words.ts';
import { Breadcrumb } from './breadcrumb.tsx';
import { LiveMark } from './liveMark.tsx';
import { Pager } from './pager.tsx';
import { FormToken, StaffDocument, type StaffPage } from './staffDocument.tsx';
import { StudentFilter } from './studentFilter.tsx';
import { searchQuery, type StudentSearch } from './studentSearch.ts';
import { StudentTableRow } from './studentTableRow.tsx';
import { SuspendedNote } from './suspendedNote.tsx';
import type { StudentView } from './studentView.ts';

export type Exam = NonNullable<Awaited<ReturnType<typeof readExam>>>;

export interface StudentsProps extends StaffPage {
  readonly exam: Exam;
  /** Those of this page. */
  readonly students: readonly StudentView[];
  readonly counts: Awaited<ReturnType<typeof countStudents>>;
  readonly search: StudentSearch;
  /** How many the search finds, and on how many pages. */
  readonly matching: number;
  readonly pages: number;
  /** Whether mails to them can be sent from here. */
  readonly mails: boolean;
  readonly suspended: Suspended;
}

export function StudentsPage(props: StudentsProps): ReactElement {
  const { base, say, signedIn, exam, counts, search } = props;
  const here = `${base}staff/exams/${exam.id}`;
  const { window, all } = counts;
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
        <div>
          <LiveMark
            say={say}
            stream={`${base}staff/live?exam=${exam.id}`}
            fresh={`${here}${searchQuery(search)}`}
          />
          {may(signedIn.role, 'act') && (
            <a className="secondary" href={`${here}/desk`}>
              {say('desk.open')}
            </a>
          )}
        </div>
      </header>
      <div data-suspended="">
        <SuspendedNote say={say} signedIn={signedIn} suspended={props.suspended} here={here} />
      </div>
      <div className="empty card" data-empty="" hidden={all > 0}>
        <h2>{say('students.empty')}</h2>
        <p className="quiet">{say('students.emptyWhy')}</p>
      </div>
      <div data-list="" hidden={all === 0}>
        <StudentFilter {...props} here={here} />
        <StudentTable {...props} here={here} />
      </div>
      <p className="unseen" role="status" data-announcer="" />
    </StaffDocument>
  );
}

interface TableProps extends StudentsProps {
  readonly here: string;
}

function StudentTable(props: TableProps): ReactElement {
  const { say, here, students, search, matching, pages } = props;
  return (
    <>
      <Selection {...props} />
      <table role="table" className="students" aria-label={say('students.tableName')}>
        <thead role="rowgroup" data-head="">
          <tr role="row">
            <th role="columnheader" scope="col" className="cell-select">
              <label className="select-box">
                <input type="checkbox" data-select-page="" />
                <span className="unseen">{say('list.selectPage')}</span>
              </label>
            </th>
            {COLUMNS.map((column) => (
              <ColumnHead key={column} say={say} here={here} search={search} column={column} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" data-rows="">
          {students.map((student) => (
            <StudentTableRow
              key={student.id}
              say={say}
              student={student}
              href={`${here}/students/${student.id}`}
            />
          ))}
        </tbody>
      </table>
      <div className="empty card" data-no-match="" hidden={matching > 0}>
        <h2>{say('students.noMatch')}</h2>
        <p className="quiet">{say('students.noMatchWhy')}</p>
        <a className="secondary" href={here} data-clear="">
          {say('students.clear')}
        </a>
      </div>
      <div data-pager="">
        <Pager
          say={say}
          page={search.page}
          pages={pages}
          href={(page) => `${here}${searchQuery({ ...search, page })}`}
        />
      </div>
    </>
  );
}

/** What can be done with those that the search finds, or with those that are ticked. */
function Selection(props: TableProps): ReactElement {
  const { say, signedIn, here, search, matching, mails } = props;
  const query = searchQuery({ ...search, page: 1 });
  return (
    <form className="selection" id="selection" method="post" action={defaultWay(props)}>
      <FormToken signedIn={signedIn} />
      <p className="quiet list-count" data-shown="" role="status">
        {say('students.shown', { count: matching })}
      </p>
      <div className="selection-deeds">
        <span data-search-part="">
          <input type="hidden" name="search" value={query} />
        </span>
        {may(signedIn.role, 'act') && <Deed {...props} deed="act" to={`${here}/cohort`} />}
        {mails && may(signedIn.role, 'mail') && (
          <Deed {...props} deed="mail" to={`${here}/cohort/mail`} />
        )}
        {may(signedIn.role, 'export') && <Export {...props} query={query} />}
      </div>
    </form>
  );
}

/** Each button says where it leads; the form itself leads where its first one does. */
function defaultWay({ signedIn, here, mails }: TableProps): string {
  if (may(signedIn.role, 'act')) return `${here}/cohort`;
  return mails && may(signedIn.role, 'mail') ? `${here}/cohort/mail` : `${here}/students.csv`;
}

/** Something done to those that are ticked, or to all that the search finds. */
function Deed(props: TableProps & { readonly deed: 'act' | 'mail'; readonly to: string }) {
  const { say, deed, to, matching } = props;
  return (
    <>
      <button
        className="secondary"
        type="submit"
        formAction={to}
        name="whom"
        value="selected"
        data-selected=""
        data-words={say(`list.${deed}Selected`, { count: '{count}' })}
      >
        {say(`list.${deed}Ticked`)}
      </button>
      <span data-matching-part={deed}>
        <button className="secondary" type="submit" formAction={to} name="whom" value="matching">
          {say(`list.${deed}All`, { count: matching })}
        </button>
      </span>
    </>
  );
}

/** The list as a file: of those that are ticked, or of all that the search finds. */
function Export({ say, here, matching, query }: TableProps & { readonly query: string }) {
  const to = `${here}/students.csv`;
  return (
    <>
      <button
        className="secondary"
        type="submit"
        formAction={to}
        data-selected=""
        data-words={say('list.exportSelected', { count: '{count}' })}
      >
        {say('list.exportTicked')}
      </button>
      <span data-export-part="">
        <a className="secondary" href={`${to}${query}`} download="">
          <Icon name="save" />
          {say('list.export', { count: matching })}
        </a>
      </span>
    </>
  );
}

const COLUMNS = ['student', 'session', 'status', 'checks', 'time', 'incidents'] as const;

interface HeadProps {
  readonly say: Say;
  readonly here: string;
  readonly search: StudentSearch;
  readonly column: (typeof COLUMNS)[number];
}

function isSort(column: string): column is StudentSort {
  return STUDENT_SORTS.some((sort) => sort === column);
}

/** A column's name; pressed it sorts by it, once more the other way round. */
function ColumnHead({ say, here, search, column }: HeadProps): ReactElement {
  const name = say(`students.${column}`);
  if (!isSort(column)) {
    return (
      <th role="columnheader" scope="col">
        {name}
      </th>
    );
  }
  const sorted = search.sort === column;
  const descending = sorted && !search.descending;
  const way = search.descending ? 'descending' : 'ascending';
  return (
    <th role="columnheader" scope="col" aria-sort={sorted ? way : undefined}>
      <a
        className="sort"
        href={`${here}${searchQuery({ ...search, sort: column, descending, page: 1 })}`}
        data-sort=""
        data-focus-key={`sort-${column}`}
      >
        {name}
        {sorted && <Icon name={search.descending ? 'down' : 'up'} />}
      </a>
    </th>
  );
}
