import type { ReactElement } from 'react';
import { Breadcrumb } from './breadcrumb.tsx';
import { Accommodations } from './accommodationForms.tsx';
import { AskForCode, ReadCode } from './codeDialogs.tsx';
import { SupportCodes } from './codeForms.tsx';
import { Audit } from './auditList.tsx';
import { CheckList } from './checkList.tsx';
import { ConclusionCard } from './conclusionForm.tsx';
import { DeskCard } from './desk/deskCard.tsx';
import { AskToAct, type Acting } from './desk/deskDialog.tsx';
import type { Filled } from './desk/deskForm.ts';
import { Talk } from './desk/talk.tsx';
import { DesktopList } from './desktopList.tsx';
import { EraseCard } from './eraseCard.tsx';
import { Incidents } from './incidentList.tsx';
import { LiveMark } from './liveMark.tsx';
import { Machines, ReadLink } from './machineList.tsx';
import { Outcome, type FormOutcome } from './outcome.tsx';
import { Photos } from './photoList.tsx';
import type { GivenForm } from './givenForm.ts';
import { SecondQuestion, type Question } from './secondQuestion.tsx';
import { StaffDocument, type StaffPage } from './staffDocument.tsx';
import type { StudentDetails } from './readStudentDetails.ts';
import { StudentFacts } from './studentFacts.tsx';
import type { ContestableStep } from '../../../contract/contest.ts';
import { StatusMark } from './statusPill.tsx';
import { SuspendedTag } from './suspendedNote.tsx';
import { Timeline } from './timeline.tsx';

export interface StudentPageProps extends StaffPage {
  readonly details: StudentDetails;
  /** A support code is wanted; asked once more before it is made. */
  readonly asking?: { readonly step: ContestableStep; readonly minutes: number };
  /** A code that was made and may still be used, whole, to be read to the student. */
  readonly reading?: {
    readonly code: string;
    readonly step: ContestableStep;
    readonly expiresAt: Date;
  };
  /** A start link for another computer, whole, to be passed on. */
  readonly startLink?: { readonly link: string; readonly expiresAt: Date };
  /** An action that is asked for a second time. */
  readonly acting?: Acting;
  /** A grant or a conclusion that is asked for a second time. */
  readonly question?: Question;
  /** What a form of this page gave that was not done yet; it is filled in again. */
  readonly given?: GivenForm;
  /** The same of a form of the desk. */
  readonly filled?: Filled;
  readonly outcome?: FormOutcome | undefined;
}

/**
 * Everything about one student in one exam. Parts marked `data-fresh-part` are replaced when something
 * changes; the forms are not, so that nobody loses what they are typing.
 */
export function StudentPage(props: StudentPageProps): ReactElement {
  const { base, say, signedIn, details, outcome, asking, acting, reading } = props;
  const { exam, student } = details;
  const exams = `${base}staff/exams`;
  const here = `${exams}/${exam.id}/students/${student.id}`;
  const stream = `${base}staff/live?exam=${exam.id}&session=${student.id}`;
  const card = { say, signedIn, details, here };
  return (
    <StaffDocument
      base={base}
      say={say}
      signedIn={signedIn}
      title={student.name}
      scripts={['studentPage']}
    >
      <Breadcrumb
        say={say}
        steps={[
          { href: exams, name: say('exams.title') },
          { href: `${exams}/${exam.id}`, name: exam.name },
        ]}
      />
      <header className="page-head">
        <div data-fresh-part="head">
          <h1>
            <bdi>{student.name}</bdi>
          </h1>
          <p>
            <span className={`pill pill-${student.status}`}>
              <StatusMark status={student.status} />
              {student.label}
            </span>{' '}
            {student.closingSuspended && <SuspendedTag say={say} />}
          </p>
        </div>
        <LiveMark say={say} stream={stream} fresh={here} />
      </header>
      <Outcome say={say} outcome={outcome} endDate={details.row.windowEnd} />
      {asking !== undefined && (
        <AskForCode {...{ say, signedIn, here, name: student.name, ...asking }} />
      )}
      {props.startLink !== undefined && <ReadLink say={say} here={here} {...props.startLink} />}
      {acting !== undefined && (
        <AskToAct
          {...{ say, signedIn, here, name: student.name, ...acting }}
          desk={`${exams}/${exam.id}/desk`}
        />
      )}
      {props.question !== undefined && (
        <SecondQuestion say={say} signedIn={signedIn} {...props.question} />
      )}
      {reading !== undefined && <ReadCode {...{ say, here, name: student.name, ...reading }} />}
      <div className="student">
        <div className="student-main">
          <StudentFacts say={say} details={details} />
          <Photos {...card} />
          <Talk {...card} filled={props.filled} />
          <Timeline say={say} details={details} />
          <Incidents say={say} incidents={details.incidents} />
        </div>
        <div className="student-side">
          <DeskCard {...card} filled={props.filled} />
          <section className="card" id="checks" aria-labelledby="checks-title" tabIndex={-1}>
            <h2 id="checks-title">{say('student.checks')}</h2>
            <div data-fresh-part="checks">
              <CheckList say={say} steps={student.steps} />
              <DesktopList say={say} evidence={details.desktop} />
            </div>
          </section>
          <ConclusionCard {...card} given={props.given?.conclusion} />
          <Accommodations {...card} given={props.given} />
          <Machines say={say} signedIn={signedIn} details={details} here={here} />
          <SupportCodes say={say} signedIn={signedIn} details={details} here={here} />
          <Audit say={say} audit={details.audit} />
          <EraseCard say={say} signedIn={signedIn} here={here} />
        </div>
      </div>
    </StaffDocument>
  );
}
