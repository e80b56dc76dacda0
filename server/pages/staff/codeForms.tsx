import type { ReactElement } from 'react';
import { CONTESTABLE_STEPS } from '../../../contract/contest.ts';
import { may } from '../../people/deeds.ts';
import type { SupportCodeRow } from '../../storage/schema.ts';
import { Moment } from '../moment.tsx';
import type { Say } from '../words.ts';
import { codeState, lengthWords, VALID_MINUTES } from './codeWords.ts';
import type { StudentDetails } from './readStudentDetails.ts';
import type { SignedIn } from './signedIn.ts';
import { FormToken } from './staffDocument.tsx';

interface CodesProps {
  readonly say: Say;
  readonly signedIn: SignedIn;
  readonly details: StudentDetails;
  /** Address of the student's page. */
  readonly here: string;
}

/**
 * Codes to be read over the phone: the form that makes one, and what became of those there are. A code
 * overrules a verdict, so only a role that may act makes, sees and withdraws one.
 */
export function SupportCodes(props: CodesProps): ReactElement {
  const { say, signedIn, details } = props;
  const isOver = details.row.closedAt !== null;
  const mayAct = may(signedIn.role, 'act');
  const why = mayAct ? 'code.why' : 'code.cannot';
  return (
    <section
      className="card"
      id="support-codes"
      aria-labelledby="support-codes-title"
      tabIndex={-1}
    >
      <h2 id="support-codes-title">{say('code.title')}</h2>
      <p className="quiet">{say(isOver ? 'code.over' : why)}</p>
      {mayAct && !isOver && <Make {...props} />}
      <div data-fresh-part="codes">
        <Made {...props} />
      </div>
    </section>
  );
}

function Make({ say, signedIn, details, here }: CodesProps): ReactElement {
  // What stops the student now is what they call about.
  const failed = details.student.steps.find(
    ({ step, state, required }) =>
      required && state === 'failed' && CONTESTABLE_STEPS.some((each) => each === step),
  );
  return (
    <form className="grant" method="post" action={`${here}/support-code`}>
      <FormToken signedIn={signedIn} />
      <label htmlFor="code-step">{say('code.step')}</label>
      <select
        className="field"
        id="code-step"
        name="step"
        required
        defaultValue={failed?.step ?? ''}
      >
        <option value="">–</option>
        {CONTESTABLE_STEPS.map((step) => (
          <option key={step} value={step}>
            {say(`step.${step}`)}
          </option>
        ))}
      </select>
      <label htmlFor="code-minutes">{say('code.validity')}</label>
      <select className="field" id="code-minutes" name="minutes" required defaultValue={60}>
        {VALID_MINUTES.map((minutes) => (
          <option key={minutes} value={minutes}>
            {lengthWords(minutes, say)}
          </option>
        ))}
      </select>
      <button className="secondary" type="submit">
        {say('code.make')}
      </button>
    </form>
  );
}

function Made({ say, signedIn, details, here }: CodesProps): ReactElement {
  const hasWays = may(signedIn.role, 'act') && details.row.closedAt === null;
  return (
    <>
      <h3>{say('code.made')}</h3>
      {details.codes.length === 0 && <p className="quiet">{say('code.none')}</p>}
      <ul className="codes">
        {details.codes.toReversed().map((code) => (
          <li key={code.id}>
            <div>
              <strong>
                {say(`step.${code.step}`)} · <code>{`${code.id}…`}</code>
              </strong>
              <State say={say} code={code} now={details.now} />
            </div>
            {hasWays && codeState(code, details.now) === 'unused' && (
              <div className="code-ways">
                <form method="post" action={`${here}/show-code/${code.id}`}>
                  <FormToken signedIn={signedIn} />
                  <button
                    className="plain"
                    type="submit"
                    aria-label={say('code.showLong', { code: code.id })}
                    data-focus-key={`show-${code.id}`}
                  >
                    {say('code.show')}
                  </button>
                </form>
                <form method="post" action={`${here}/withdraw-code`}>
                  <FormToken signedIn={signedIn} />
                  <input type="hidden" name="code" value={code.id} />
                  <button
                    className="plain"
                    type="submit"
                    aria-label={say('code.withdrawLong', { code: code.id })}
                    data-focus-key={`withdraw-${code.id}`}
                  >
                    {say('code.withdraw')}
                  </button>
                </form>
              </div>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

interface StateProps {
  readonly say: Say;
  readonly code: SupportCodeRow;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

function State({ say, code, now }: StateProps): ReactElement {
  const state = codeState(code, now);
  const at = state === 'used' ? code.usedAt : state === 'takenBack' ? code.withdrawnAt : null;
  return (
    <span className="quiet block">
      {say(`code.${state}`)}
      {at !== null && (
        <>
          {': '}
          <Moment say={say} at={at} style="seconds" />
        </>
      )}
      {state === 'unused' && (
        <>
          {`, ${say('code.until')} `}
          <Moment say={say} at={code.expiresAt} />
        </>
      )}
    </span>
  );
}
