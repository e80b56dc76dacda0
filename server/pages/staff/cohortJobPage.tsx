import { randomUUID } from 'node:crypto';
import type { ReactElement } from 'react';
import { Reason } from '../../../contract/reasons.ts';
import { EndDateNote } from '../../actions/index.ts';
import { nameOf } from '../../candidateName.ts';
import { may } from '../../people/deeds.ts';
import type { readCohortJob } from '../../storage/cohorts.ts';
import { Moment } from '../moment.tsx';
import { sentenceOf } from '../reasonWords.ts';
import type { Say } from '../words.ts';
import { actorWords } from './auditWords.ts';
import { Breadcrumb } from './breadcrumb.tsx';
import { cohortWords } from './cohortWords.ts';
import { SecondQuestion } from './secondQuestion.tsx';
import { FormToken, StaffDocument, type StaffPage } from './staffDocument.tsx';
import type { Exam } from './studentsPage.tsx';

type Job = NonNullable<Awaited<ReturnType<typeof readCohortJob>>>;

interface JobProps extends StaffPage {
  readonly exam: Exam;
  readonly here: string;
  readonly job: Job;
  /** What is asked for a second time. */
  readonly asking?: AgainDeed;
}

/** How far a deed on many is, and whom it did not reach. `cohortPage.js` keeps it fresh. */
export function CohortJobPage(props: JobProps): ReactElement {
  const { base, say, signedIn, exam, here, job } = props;
  const title = cohortWords(job.action, job.input, say);
  return (
    <StaffDocument base={base} say={say} signedIn={signedIn} title={title} scripts={['cohortPage']}>
      <Breadcrumb
        say={say}
        steps={[
          { href: `${base}staff/exams`, name: say('exams.title') },
          { href: here, name: exam.name },
        ]}
      />
      <div className="person">
        <header>
          <h1>{title}</h1>
          <p className="quiet">
            {actorWords(job.actor, say)}, <Moment say={say} at={job.at} style="seconds" />
          </p>
        </header>
        {props.asking !== undefined && <Ask {...props} deed={props.asking} />}
        <div data-job="" data-fresh={`${here}/cohort/${job.id}`}>
          <Progress {...props} />
        </div>
        <p>
          <a className="secondary" href={here}>
            {say('cohort.toStudents')}
          </a>
        </p>
      </div>
    </StaffDocument>
  );
}

function Progress(props: JobProps): ReactElement {
  const { say, signedIn, job } = props;
  const acts = may(signedIn.role, 'act');
  const of = (state: string): number =>
    job.counts
      .filter((count) => count.state === state)
      .reduce((sum, { sessions }) => sum + sessions, 0);
  const settled = job.total - of('waiting');
  return (
    <section
      className="card form"
      data-job-state={job.finishedAt === null ? 'running' : 'finished'}
    >
      <p role="status">
        {say(job.finishedAt === null ? 'cohort.running' : 'cohort.finished', {
          settled,
          total: job.total,
        })}
      </p>
      <progress max={job.total} value={settled} aria-label={say('cohort.progress')} />
      <p className="exam-counts">
        <span>{say('cohort.done', { count: of('done') })}</span>
        <span>{say('cohort.refused', { count: of('refused') })}</span>
        <span>{say('cohort.failed', { count: of('failed') })}</span>
      </p>
      <Left {...props} />
      <Noted {...props} />
      {acts && of('failed') > 0 && job.finishedAt !== null && <Again {...props} deed="retry" />}
      {acts && job.action === 'suspend-closing' && job.finishedAt !== null && (
        <Again {...props} deed="undo" />
      )}
    </section>
  );
}

/** Those whom it did not reach, by name, with the reason. */
function Left({ say, here, job }: JobProps): ReactElement | null {
  if (job.left.length === 0) return null;
  return (
    <div>
      <h2>{say('cohort.left')}</h2>
      <Names say={say} here={here} items={job.left} />
    </div>
  );
}

/** Where it was done and changed less than one would think, by name. */
function Noted({ say, here, job }: JobProps): ReactElement | null {
  if (job.noted.length === 0) return null;
  const count = job.counts
    .filter(({ state, reason }) => state === 'done' && reason !== null)
    .reduce((sum, { sessions }) => sum + sessions, 0);
  return (
    <div className="note note-warn">
      <div>
        <h2>{say('cohort.noted', { count })}</h2>
        <p>{say('cohort.notedWhy')}</p>
        <Names say={say} here={here} items={job.noted} />
      </div>
    </div>
  );
}

interface NamesProps extends Pick<JobProps, 'say' | 'here'> {
  readonly items: Job['left'];
}

function Names({ say, here, items }: NamesProps): ReactElement {
  return (
    <ul className="cohort-left">
      {items.map((item) => (
        <li key={item.sessionId}>
          <a href={`${here}/students/${item.sessionId}`}>
            <bdi>{nameOf(item)}</bdi>
          </a>{' '}
          <span className="quiet">{why(item.reason, say)}</span>
        </li>
      ))}
    </ul>
  );
}

function why(code: string | null, say: Say): string {
  const note = EndDateNote.safeParse(code);
  if (note.success) return say(`cohortNote.${note.data}`);
  const reason = Reason.safeParse(code);
  return reason.success ? sentenceOf(reason.data, say.language).sentence : (code ?? '');
}

/** What can be done with a job that has come to its end. */
export type AgainDeed = 'retry' | 'undo';

function Ask({ say, signedIn, here, job, deed }: JobProps & { readonly deed: AgainDeed }) {
  const page = `${here}/cohort/${job.id}`;
  return (
    <SecondQuestion
      say={say}
      signedIn={signedIn}
      title={say(`cohortAsk.${deed}`)}
      lines={[say(deed === 'undo' ? 'cohortWhy.resume-closing' : 'cohortAsk.retryWhy')]}
      yes={say(`cohort.${deed}`)}
      to={`${page}/${deed}`}
      fields={{ job: randomUUID() }}
      left={page}
    />
  );
}

function Again({ say, signedIn, here, job, deed }: JobProps & { readonly deed: AgainDeed }) {
  return (
    <form method="post" action={`${here}/cohort/${job.id}/${deed}`}>
      <FormToken signedIn={signedIn} />
      <button className="secondary" type="submit">
        {say(`cohort.${deed}`)}
      </button>
    </form>
  );
}
