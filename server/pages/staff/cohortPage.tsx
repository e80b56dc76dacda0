import type { ReactElement, ReactNode } from 'react';
import { CHECK_STEPS } from '../../../contract/check.ts';
import type { CohortActionName } from '../../cohorts/cohortActions.ts';
import type { listCohortJobs } from '../../storage/cohorts.ts';
import { Icon } from '../icons.tsx';
import { Moment } from '../moment.tsx';
import { actorWords } from './auditWords.ts';
import { Breadcrumb } from './breadcrumb.tsx';
import type { CohortFault, CohortForm } from './cohortForm.ts';
import { cohortWords } from './cohortWords.ts';
import { FormToken, StaffDocument, type StaffPage } from './staffDocument.tsx';
import type { Exam } from './studentsPage.tsx';

interface CohortProps extends StaffPage {
  readonly exam: Exam;
  /** Address of the exam's students. */
  readonly here: string;
  readonly form: CohortForm;
  /** How many sessions it is about. */
  readonly count: number;
  readonly fault?: CohortFault | undefined;
  /** Where the form goes. */
  readonly to: string;
  /** Chosen and read; asked once more. */
  readonly asking?: { readonly action: CohortActionName; readonly input: object };
  readonly recent: Awaited<ReturnType<typeof listCohortJobs>>;
}

/** What is to be done to many at once, and once more whether it is meant. */
export function CohortPage(props: CohortProps): ReactElement {
  const { base, say, signedIn, exam, here, count, asking } = props;
  const title = say('cohort.title', { count });
  return (
    <StaffDocument base={base} say={say} signedIn={signedIn} title={title}>
      <Breadcrumb
        say={say}
        steps={[
          { href: `${base}staff/exams`, name: say('exams.title') },
          { href: here, name: exam.name },
        ]}
      />
      <div className="person">
        <h1>{title}</h1>
        {asking === undefined ? <Choose {...props} /> : <Confirm {...props} asking={asking} />}
        <Recent {...props} />
      </div>
    </StaffDocument>
  );
}

/** Who it is about; carried from form to form. */
function Whom({ signedIn, form }: CohortProps): ReactElement {
  return (
    <>
      <FormToken signedIn={signedIn} />
      <input type="hidden" name="job" value={form.job} />
      <input type="hidden" name="sent" value="yes" />
      <input type="hidden" name="whom" value={form.whom} />
      <input type="hidden" name="search" value={form.search} />
      {form.whom === 'selected' &&
        form.sessions.map((id) => <input key={id} type="hidden" name="session" value={id} />)}
    </>
  );
}

function Choose(props: CohortProps): ReactElement {
  const { say, here, to, form, fault, count } = props;
  const described = fault === undefined ? undefined : 'cohort-fault';
  return (
    <form className="card form" method="post" action={to}>
      <Whom {...props} />
      {fault !== undefined && (
        <p id="cohort-fault" className="note note-bad" role="alert">
          <Icon name="warn" />
          {say(`cohortFault.${fault}`)}
        </p>
      )}
      <fieldset className="choices">
        <legend>{say('cohort.what')}</legend>
        <Choice {...props} action="message">
          <textarea
            className="field"
            name="words"
            rows={3}
            maxLength={1000}
            aria-label={say('cohort.words')}
            aria-describedby={fault === 'words' ? described : undefined}
            defaultValue={form.words}
          />
        </Choice>
        <Choice {...props} action="extend-time">
          <Minutes {...props} name="extend" value={form.extend} />
        </Choice>
        <Choice {...props} action="late-entry">
          <Minutes {...props} name="late" value={form.late} />
        </Choice>
        <Choice {...props} action="reopen" />
        <Choice {...props} action="overrule">
          <select
            className="field"
            name="step"
            aria-label={say('cohort.step')}
            defaultValue={form.step}
          >
            {CHECK_STEPS.map((step) => (
              <option key={step} value={step}>
                {say(`step.${step}`)}
              </option>
            ))}
          </select>
        </Choice>
        <Choice {...props} action="suspend-closing" />
        <Choice {...props} action="resume-closing" />
      </fieldset>
      <div className="dialog-ways">
        <a className="secondary" href={`${here}${form.search}`}>
          {say('cohort.back')}
        </a>
        <button className="primary" type="submit">
          {say('cohort.go', { count })}
        </button>
      </div>
    </form>
  );
}

interface ChoiceProps extends CohortProps {
  readonly action: CohortActionName;
  readonly children?: ReactNode;
}

function Choice({ say, form, action, children }: ChoiceProps): ReactElement {
  return (
    <div className="cohort-choice">
      <label className="choice">
        <input type="radio" name="action" value={action} defaultChecked={form.action === action} />
        <span>
          {say(`cohortAction.${action}`)}
          <span className="quiet block">{say(`cohortWhy.${action}`)}</span>
        </span>
      </label>
      {children !== undefined && <div className="cohort-field">{children}</div>}
    </div>
  );
}

interface MinutesProps extends CohortProps {
  readonly name: 'extend' | 'late';
  readonly value: string;
}

function Minutes({ say, name, value, fault }: MinutesProps): ReactElement {
  return (
    <label className="cohort-minutes">
      <input
        className="field"
        type="text"
        inputMode="numeric"
        name={name}
        defaultValue={value}
        aria-describedby={fault === 'minutes' ? 'cohort-fault' : undefined}
      />
      <span>{say(`cohort.${name}Minutes`)}</span>
    </label>
  );
}

function Confirm(props: CohortProps & { readonly asking: NonNullable<CohortProps['asking']> }) {
  const { say, here, to, form, asking, count } = props;
  return (
    <form className="card form" method="post" action={to}>
      <Whom {...props} />
      <h2>{cohortWords(asking.action, asking.input, say)}</h2>
      <p className="note note-warn">
        <Icon name="warn" />
        <span>
          {say('cohort.sure', { count })}
          <span className="quiet block">{say(`cohortWhy.${asking.action}`)}</span>
        </span>
      </p>
      {'words' in asking.input && <blockquote>{form.words}</blockquote>}
      {(['action', 'words', 'extend', 'late', 'step'] as const).map((name) => (
        <input key={name} type="hidden" name={name} value={form[name]} />
      ))}
      <input type="hidden" name="confirmed" value="yes" />
      <div className="dialog-ways">
        <a className="secondary" href={`${here}${form.search}`}>
          {say('cohort.no')}
        </a>
        <button className="primary" type="submit">
          {say('cohort.yes', { count })}
        </button>
      </div>
    </form>
  );
}

function Recent({ say, here, recent }: CohortProps): ReactElement | null {
  if (recent.length === 0) return null;
  return (
    <section className="card">
      <h2>{say('cohort.recent')}</h2>
      <ol className="audit">
        {recent.map((job) => (
          <li key={job.id}>
            <a href={`${here}/cohort/${job.id}`}>
              {say(`cohortAction.${job.action}`)} ({say('cohort.sessions', { count: job.total })})
            </a>
            <span className="quiet block">
              {actorWords(job.actor, say)}, <Moment say={say} at={job.at} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
