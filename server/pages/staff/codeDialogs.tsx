import type { ReactElement } from 'react';
import type { ContestableStep } from '../../../contract/contest.ts';
import { groupCode } from '../../../contract/supportCode.ts';
import { Icon } from '../icons.tsx';
import { Moment } from '../moment.tsx';
import type { Say } from '../words.ts';
import { lengthWords } from './codeWords.ts';
import { SecondQuestion } from './secondQuestion.tsx';
import type { SignedIn } from './signedIn.ts';

interface DialogProps {
  readonly say: Say;
  /** The student. */
  readonly name: string;
  readonly step: ContestableStep;
  /** Address of the student's page. */
  readonly here: string;
}

/** Asked once more before a code is made. */
export function AskForCode(
  props: DialogProps & { readonly signedIn: SignedIn; readonly minutes: number },
): ReactElement {
  const { say, name, step, here, signedIn, minutes } = props;
  return (
    <SecondQuestion
      say={say}
      signedIn={signedIn}
      title={say('code.askTitle')}
      yes={say('code.yes')}
      no={say('code.no')}
      to={`${here}/support-code`}
      fields={{ step, minutes: String(minutes) }}
      left={`${here}#support-codes`}
    >
      <p>{say('code.ask', { name, step: say(`step.${step}`) })}</p>
      <p>{say('code.askFor', { length: lengthWords(minutes, say) })}</p>
      <p className="note note-warn">
        <Icon name="warn" />
        <span>{say('code.askWho')}</span>
      </p>
    </SecondQuestion>
  );
}

/** A code, large, in groups of four, for whoever reads it into a telephone. */
export function ReadCode(
  props: DialogProps & { readonly code: string; readonly expiresAt: Date },
): ReactElement {
  const { say, name, step, here, code, expiresAt } = props;
  const groups = groupCode(code).split('-');
  // A screen reader says the signs one by one, and rests between the groups.
  const aloud = groups.map((group) => group.split(/(?=.)/).join(' ')).join(', ');
  return (
    <dialog
      className="dialog"
      open
      data-modal=""
      data-left={`${here}#support-codes`}
      aria-labelledby="dialog-title"
    >
      <h2 id="dialog-title">{say('code.readTitle')}</h2>
      <p className="support-code" dir="ltr" translate="no" aria-hidden="true">
        {groups.map((group, index) => (
          <span key={index}>{group}</span>
        ))}
      </p>
      <p className="unseen">{say('code.readAloud', { groups: aloud })}</p>
      <p>{say('code.readFor', { name, step: say(`step.${step}`) })}</p>
      <p>
        {say('code.readUntil')} <Moment say={say} at={expiresAt} />
      </p>
      <p className="quiet">{say('code.readHint')}</p>
      <div className="dialog-ways">
        <a className="primary" href={`${here}#support-codes`}>
          {say('code.done')}
        </a>
      </div>
    </dialog>
  );
}
