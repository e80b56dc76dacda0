import type { ReactElement } from 'react';
import type { listExams } from '../../storage/exams.ts';
import { Icon } from '../icons.tsx';
import { Moment, Zone } from '../moment.tsx';
import type { Base } from '../document.tsx';
import type { Say } from '../words.ts';
import { Pager } from './pager.tsx';
import { SearchField } from './searchField.tsx';
import { StaffDocument, type StaffPage } from './staffDocument.tsx';

export type ExamRow = Awaited<ReturnType<typeof listExams>>[number];

interface ExamsProps extends StaffPage {
  readonly exams: readonly ExamRow[];
  readonly now: number;
  /** The password has just been changed. */
  readonly changed: boolean;
  readonly search: {
    readonly text: string;
    readonly page: number;
    readonly pages: number;
    readonly found: number;
  };
}

export function ExamsPage(props: ExamsProps): ReactElement {
  const { base, say, signedIn, exams, now } = props;
  return (
    <StaffDocument base={base} say={say} signedIn={signedIn} title={say('exams.title')}>
      <header className="page-head">
        <h1>{say('exams.title')}</h1>
        <p className="quiet">
          {say('exams.all')} <Zone />
        </p>
      </header>
      {props.changed && (
        <p className="note note-good" role="status">
          <Icon name="check" />
          {say('signIn.changed')}
        </p>
      )}
      <Search {...props} />
      {exams.length === 0 ? (
        <Empty say={say} searched={props.search.text !== ''} />
      ) : (
        <ul className="exam-list">
          {exams.map((exam) => (
            <ExamCard key={exam.id} base={base} say={say} exam={exam} now={now} />
          ))}
        </ul>
      )}
      <Pager
        say={say}
        page={props.search.page}
        pages={props.search.pages}
        href={(page) => addressOf(base, { ...props.search, page })}
      />
    </StaffDocument>
  );
}

function addressOf(base: Base, { text, page }: { readonly text: string; readonly page: number }) {
  const query = new URLSearchParams({
    ...(text === '' ? {} : { q: text }),
    ...(page === 1 ? {} : { page: String(page) }),
  }).toString();
  return `${base}staff/exams${query === '' ? '' : `?${query}`}`;
}

/** A plain form: exams are looked for now and then, not all day. */
function Search({ base, say, search, exams }: ExamsProps): ReactElement | null {
  if (search.text === '' && exams.length === 0) return null;
  return (
    <form className="filter exam-search" method="get" action={`${base}staff/exams`} role="search">
      <div className="filter-line">
        <SearchField label={say('list.searchExams')} text={search.text} />
        <button className="secondary" type="submit">
          {say('list.searchGo')}
        </button>
        {search.text !== '' && <a href={`${base}staff/exams`}>{say('list.allExams')}</a>}
      </div>
    </form>
  );
}

function Empty({ say, searched }: { readonly say: Say; readonly searched: boolean }): ReactElement {
  return (
    <div className="empty card">
      <h2>{say(searched ? 'list.noExam' : 'exams.empty')}</h2>
      <p className="quiet">{say(searched ? 'list.noExamWhy' : 'exams.emptyWhy')}</p>
    </div>
  );
}

interface ExamCardProps {
  readonly base: Base;
  readonly say: Say;
  readonly exam: ExamRow;
  readonly now: number;
}

function ExamCard({ base, say, exam, now }: ExamCardProps): ReactElement {
  const phase = phaseOf(exam, now);
  return (
    <li className="card exam-card">
      <div>
        <p className="quiet">
          <bdi>{[exam.accountName, exam.courseName].filter(Boolean).join(' · ')}</bdi>
        </p>
        <h2>
          <a className="card-link" href={`${base}staff/exams/${exam.id}`}>
            <bdi>{exam.name}</bdi>
          </a>
        </h2>
        {exam.windowStart !== null && exam.windowEnd !== null && (
          <p className="quiet">
            <Moment say={say} at={exam.windowStart} /> – <Moment say={say} at={exam.windowEnd} />
          </p>
        )}
      </div>
      <p className="exam-counts">
        {phase !== undefined && (
          <span className={`phase phase-${phase}`}>{say(`exams.${phase}`)}</span>
        )}
        <span>{say('exams.studentCount', { count: exam.students })}</span>
        {exam.running > 0 && <span>{say('exams.running', { count: exam.running })}</span>}
        {exam.finished > 0 && <span>{say('exams.finished', { count: exam.finished })}</span>}
      </p>
    </li>
  );
}

function phaseOf(exam: ExamRow, now: number): 'now' | 'soon' | 'over' | undefined {
  if (exam.windowStart === null || exam.windowEnd === null) return undefined;
  if (now < exam.windowStart.getTime()) return 'soon';
  return now < exam.windowEnd.getTime() ? 'now' : 'over';
}
