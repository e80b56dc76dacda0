import type { ReactElement } from 'react';
import type { Say } from '../../words.ts';
import { SecondQuestion } from '../secondQuestion.tsx';
import type { SignedIn } from '../signedIn.ts';
import { FIELDS, type DeskActionName, type Given } from './deskForm.ts';

/** An action that is asked for a second time. */
export type Acting = {
  readonly action: DeskActionName;
  readonly given: Given;
};

interface DialogProps extends Acting {
  readonly say: Say;
  readonly signedIn: SignedIn;
  /** The student. */
  readonly name: string;
  readonly here: string;
  /** Address of the exam's desk. */
  readonly desk: string;
}

/** The second question, with what was given in the first. */
export function AskToAct(props: DialogProps): ReactElement {
  const { say, signedIn, name, here, desk, action, given } = props;
  const { words = '', minutes, photo } = given;
  return (
    <SecondQuestion
      say={say}
      signedIn={signedIn}
      title={say(`desk.confirm.${action}`, { name })}
      yes={say(`desk.yes.${action}`)}
      to={`${here}/desk/${action}`}
      fields={fieldsOf(given)}
      left={`${here}#desk`}
      leaveTo={given.back === 'desk' ? desk : undefined}
    >
      {words.trim() !== '' && (
        <blockquote>
          <bdi>{words}</bdi>
        </blockquote>
      )}
      {minutes !== undefined && <p>{say('desk.given.minutes', { minutes })}</p>}
      {(photo === 'face' || photo === 'passport') && (
        <p>{say('desk.given.photo', { photo: say(`photoKind.${photo}`) })}</p>
      )}
      {action !== 'unlock' && <p className="quiet">{say(`desk.why.${action}`)}</p>}
    </SecondQuestion>
  );
}

function fieldsOf(given: Given): Record<string, string> {
  return Object.fromEntries(
    FIELDS.flatMap((field) => {
      const value = given[field];
      return value === undefined ? [] : [[field, value]];
    }),
  );
}
