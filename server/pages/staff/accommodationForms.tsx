import type { ReactElement } from 'react';
import { CHECK_STEPS } from '../../../contract/check.ts';
import { may } from '../../people/deeds.ts';
import type { Key, Say } from '../words.ts';
import { AccommodationFacts } from './accommodationFacts.tsx';
import type { GivenForm } from './givenForm.ts';
import { MINUTES_MOST } from './minutesMost.ts';
import type { StudentDetails } from './readStudentDetails.ts';
import type { SignedIn } from './signedIn.ts';
import { FormToken } from './staffDocument.tsx';

interface FormsProps {
  readonly say: Say;
  readonly signedIn: SignedIn;
  readonly details: StudentDetails;
  /** Address of the student's page. */
  readonly here: string;
  /** What was given and not done yet. */
  readonly given?: GivenForm | undefined;
}

/** The LMS's own words on top, never parsed; below them what staff grant as data, by forms for whoever may. */
export function Accommodations(props: FormsProps): ReactElement {
  const { say, signedIn, details } = props;
  const { row } = details;
  const info = row.parameters.special_accommodations_info ?? '';
  return (
    <section
      className="card"
      id="accommodations"
      aria-labelledby="accommodations-title"
      tabIndex={-1}
    >
      <h2 id="accommodations-title">{say('student.accommodations')}</h2>
      <p className="quiet">{say('student.info')}</p>
      {info === '' ? (
        <p>{say('student.infoNone')}</p>
      ) : (
        <blockquote>
          <bdi>{info}</bdi>
        </blockquote>
      )}
      {may(signedIn.role, 'accommodate') ? (
        <>
          <Minutes {...props} kind="extra" value={row.extraMinutes ?? 0} />
          <Minutes {...props} kind="break" value={row.breakMinutes ?? 0} />
          <Waive {...props} />
          <Waived {...props} />
        </>
      ) : (
        <AccommodationFacts say={say} details={details} />
      )}
    </section>
  );
}

type MinutesProps = FormsProps & { readonly kind: 'extra' | 'break'; readonly value: number };

function Minutes({ say, signedIn, here, given, kind, value }: MinutesProps): ReactElement {
  const words = {
    extra: { label: 'student.extraMinutes', why: 'student.extraWhy', save: 'student.saveExtra' },
    break: { label: 'student.breakMinutes', why: 'student.breakWhy', save: 'student.saveBreak' },
  } as const satisfies Record<string, Record<string, Key>>;
  const { label, why, save } = words[kind];
  return (
    <form className="grant" method="post" action={`${here}/${kind}-minutes`}>
      <FormToken signedIn={signedIn} />
      <label htmlFor={`${kind}-minutes`}>{say(label)}</label>
      <input
        className="field"
        id={`${kind}-minutes`}
        type="number"
        name="minutes"
        min={0}
        max={MINUTES_MOST[kind]}
        step={1}
        required
        inputMode="numeric"
        aria-describedby={`${kind}-why`}
        defaultValue={given?.[`${kind}-minutes`] ?? value}
      />
      <button className="secondary" type="submit" aria-label={say(save)}>
        {say('student.save')}
      </button>
      <p className="quiet" id={`${kind}-why`}>
        {say(why)}
      </p>
    </form>
  );
}

function Waive({ say, signedIn, details, here, given }: FormsProps): ReactElement {
  const open = CHECK_STEPS.filter((step) => !details.waivedSteps.includes(step));
  return (
    <form className="grant" method="post" action={`${here}/waive`}>
      <FormToken signedIn={signedIn} />
      <label htmlFor="waive-step">{say('student.waive')}</label>
      <select
        className="field"
        id="waive-step"
        name="step"
        required
        aria-describedby="waive-why"
        defaultValue={given?.waive ?? ''}
      >
        <option value="">–</option>
        {open.map((step) => (
          <option key={step} value={step}>
            {say(`step.${step}`)}
          </option>
        ))}
      </select>
      <button className="secondary" type="submit">
        {say('student.waiveGo')}
      </button>
      <p className="quiet" id="waive-why">
        {say('student.waiveWhy')}
      </p>
    </form>
  );
}

function Waived({ say, signedIn, details, here }: FormsProps): ReactElement | null {
  if (details.waivedSteps.length === 0) return null;
  return (
    <>
      <h3>{say('student.waived')}</h3>
      <ul className="waived">
        {details.waivedSteps.map((step) => {
          const name = say(`step.${step}`);
          return (
            <li key={step}>
              {name}
              <form method="post" action={`${here}/unwaive`}>
                <FormToken signedIn={signedIn} />
                <input type="hidden" name="step" value={step} />
                <button
                  className="plain"
                  type="submit"
                  aria-label={say('student.unwaiveLong', { step: name })}
                >
                  {say('student.unwaive')}
                </button>
              </form>
            </li>
          );
        })}
      </ul>
    </>
  );
}
