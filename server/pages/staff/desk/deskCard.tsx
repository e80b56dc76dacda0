import type { ReactElement, ReactNode } from 'react';
import { DESK_WORDS_MOST } from '../../../../contract/desk.ts';
import { showsWarnings } from '../../../actions/warn.ts';
import { may } from '../../../people/deeds.ts';
import { Moment } from '../../moment.tsx';
import type { Say } from '../../words.ts';
import type { StudentDetails } from '../readStudentDetails.ts';
import type { SignedIn } from '../signedIn.ts';
import { FormToken } from '../staffDocument.tsx';
import type { Filled } from './deskForm.ts';
import type { Acting } from './deskDialog.tsx';

interface CardProps {
  readonly say: Say;
  readonly signedIn: SignedIn;
  readonly details: StudentDetails;
  readonly here: string;
  /** What was given and not done yet. */
  readonly filled?: Filled | undefined;
}

/** What can be done to this session now. What makes no sense as it stands is not offered. */
export function DeskCard(props: CardProps): ReactElement {
  const { say, signedIn, details } = props;
  const { row } = details;
  const mayAct = may(signedIn.role, 'act');
  const admission = row.desk?.admission;
  const isHeldBack =
    admission !== undefined &&
    admission.state !== 'admitted' &&
    row.startedAt === null &&
    row.closedAt === null;
  const isRunning = row.status === 'exam_started';
  const isOpen = row.closedAt === null;
  return (
    <section className="card" id="desk" aria-labelledby="desk-title" tabIndex={-1}>
      <h2 id="desk-title">{say('desk.title')}</h2>
      <div data-fresh-part="desk">
        {admission !== undefined && isOpen && (
          <p className={isHeldBack ? 'note note-warn' : 'quiet'}>
            <span>
              <strong>{say(`desk.state.${admission.state}`)}</strong>{' '}
              <Moment say={say} at={new Date(admission.at)} style="time" />
            </span>
          </p>
        )}
        {row.desk?.lock !== undefined && (
          <p className="note note-warn">
            <span>
              <strong>{say('desk.kind.lock')}</strong>{' '}
              <Moment say={say} at={new Date(row.desk.lock.at)} style="time" />
            </span>
          </p>
        )}
        {!mayAct && <p className="quiet">{say('desk.cannot')}</p>}
        {mayAct && (
          <div className="desk-ways">
            {isHeldBack && <AdmissionForms {...props} />}
            {isRunning && <RunningForms {...props} />}
            {isOpen && <TimeForms {...props} />}
            {isOpen && <Words {...props} action="end" optional />}
            {!isOpen && (
              <Form {...props} action="reopen">
                {null}
              </Form>
            )}
          </div>
        )}
      </div>
    </section>
  );
}

function AdmissionForms(props: CardProps): ReactElement {
  const { say, details } = props;
  const { identification } = details.row.parameters;
  const photos = (['face', 'passport'] as const).filter((kind) => identification.includes(kind));
  return (
    <>
      <Form {...props} action="admit" strong>
        {null}
      </Form>
      {photos.length > 0 && (
        <Words {...props} action="ask-retake">
          <label htmlFor="desk-photo">{say('desk.photo')}</label>
          <select
            className="field"
            id="desk-photo"
            name="photo"
            defaultValue={givenFor(props, 'ask-retake')?.photo}
          >
            {photos.map((kind) => (
              <option key={kind} value={kind}>
                {say(`photoKind.${kind}`)}
              </option>
            ))}
          </select>
        </Words>
      )}
      <Words {...props} action="refuse-identity" />
    </>
  );
}

function RunningForms(props: CardProps): ReactElement {
  const isLocked = props.details.row.desk?.lock !== undefined;
  const isHidden = !showsWarnings({ terms: props.details.row.parameters });
  return (
    <>
      <Words
        {...props}
        action="warn"
        {...(isHidden ? { why: props.say('desk.why.warnHidden') } : {})}
      />
      {isLocked ? (
        <Form {...props} action="unlock" strong why="">
          {null}
        </Form>
      ) : (
        <Words {...props} action="lock" />
      )}
    </>
  );
}

function TimeForms(props: CardProps): ReactElement {
  return (
    <>
      {(['extend-time', 'late-entry'] as const).map((action) => (
        <Form key={action} {...props} action={action}>
          <label htmlFor={`desk-${action}`}>{props.say(`desk.label.${action}`)}</label>
          <input
            className="field"
            id={`desk-${action}`}
            type="number"
            name="minutes"
            min={1}
            max={600}
            step={1}
            required
            inputMode="numeric"
            defaultValue={givenFor(props, action)?.minutes ?? (action === 'extend-time' ? 10 : 60)}
            aria-describedby={`desk-${action}-why`}
          />
        </Form>
      ))}
    </>
  );
}

/** What this very form gave before. */
function givenFor({ filled }: CardProps, action: Acting['action']) {
  return filled?.action === action ? filled.given : undefined;
}

type FormProps = CardProps & {
  readonly action: Acting['action'];
  /** Absent: the action's own words. */
  readonly why?: string;
  readonly strong?: boolean;
  readonly children?: ReactNode;
};

function Words(
  props: FormProps & {
    readonly action: 'ask-retake' | 'refuse-identity' | 'warn' | 'lock' | 'end';
    readonly optional?: boolean;
  },
): ReactElement {
  const { say, action, optional = false, children } = props;
  const words = givenFor(props, action)?.words;
  return (
    <Form {...props}>
      {children}
      <label htmlFor={`desk-${action}`}>{say(`desk.label.${action}`)}</label>
      <textarea
        className="field"
        id={`desk-${action}`}
        name="words"
        rows={2}
        maxLength={DESK_WORDS_MOST}
        required={!optional}
        defaultValue={words}
        data-given={words === undefined ? undefined : ''}
        aria-describedby={`desk-${action}-why`}
      />
    </Form>
  );
}

/** One action: what it needs, what it does on both sides, and its button. */
function Form(props: FormProps): ReactElement {
  const { say, signedIn, here, action, strong = false, children } = props;
  const why = props.why ?? (action === 'unlock' ? '' : say(`desk.why.${action}`));
  return (
    <form className="desk-form" method="post" action={`${here}/desk/${action}`}>
      <FormToken signedIn={signedIn} />
      {children}
      {why !== '' && (
        <p className="quiet" id={`desk-${action}-why`}>
          {why}
        </p>
      )}
      <button className={strong ? 'primary' : 'secondary'} type="submit">
        {say(`desk.act.${action}`)}
      </button>
    </form>
  );
}
