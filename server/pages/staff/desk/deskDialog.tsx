import type { ReactElement } from 'react';
import type { Say } from '../../words.ts';
import type { SignedIn } from '../signedIn.ts';
import { FormToken } from '../staffDocument.tsx';
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

/** The second question, with what was given in the first. Open as it comes; the script makes it modal. */
export function AskToAct(props: DialogProps): ReactElement {
  const { say, signedIn, name, here, desk, action, given } = props;
  const { words = '', minutes, photo } = given;
  return (
    <dialog
      className="dialog"
      open
      data-modal=""
      data-left={`${here}#desk`}
      aria-labelledby="dialog-title"
    >
      <h2 id="dialog-title">{say(`desk.confirm.${action}`, { name })}</h2>
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
      <form method="post" action={`${here}/desk/${action}`} className="dialog-ways">
        <FormToken signedIn={signedIn} />
        {FIELDS.map((field) => {
          const value = given[field];
          return value === undefined ? null : (
            <input key={field} type="hidden" name={field} value={value} />
          );
        })}
        <input type="hidden" name="confirmed" value="yes" />
        {given.back === 'desk' ? (
          <a className="secondary" href={desk} data-leave="">
            {say('desk.cancel')}
          </a>
        ) : (
          <a className="secondary" href={`${here}#desk`}>
            {say('desk.cancel')}
          </a>
        )}
        <button className="primary" type="submit">
          {say(`desk.yes.${action}`)}
        </button>
      </form>
    </dialog>
  );
}
