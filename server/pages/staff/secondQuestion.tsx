import type { ReactElement, ReactNode } from 'react';
import type { Say } from '../words.ts';
import type { SignedIn } from './signedIn.ts';
import { FormToken } from './staffDocument.tsx';

/** A deed that is asked for a second time. */
export interface Question {
  readonly title: string;
  /** What was given, and what it brings about. */
  readonly lines: readonly string[];
  /** What the button that does it says. */
  readonly yes: string;
  /** Address to which the form goes once more. */
  readonly to: string;
  /** What the first form gave; sent again as it was. */
  readonly fields: Readonly<Record<string, string>>;
  /** Address of what is left when nothing is done. */
  readonly left: string;
}

interface QuestionProps extends Omit<Question, 'lines'> {
  readonly say: Say;
  readonly signedIn: SignedIn;
  readonly lines?: Question['lines'];
  /** What the way out says, if not "Cancel". */
  readonly no?: string;
  /** Address of the other page from which the first form came, to which the way out leads. */
  readonly leaveTo?: string | undefined;
  /** What lines alone cannot say. */
  readonly children?: ReactNode;
}

/** The second question. Open as it comes, so that it needs no script; the script makes it modal. */
export function SecondQuestion(props: QuestionProps): ReactElement {
  const { say, signedIn, title, lines = [], yes, to, fields, left, leaveTo, children } = props;
  return (
    <dialog className="dialog" open data-modal="" data-left={left} aria-labelledby="dialog-title">
      <h2 id="dialog-title">
        <bdi>{title}</bdi>
      </h2>
      {lines.map((line) => (
        <p key={line} className="quiet">
          <bdi>{line}</bdi>
        </p>
      ))}
      {children}
      <form method="post" action={to} className="dialog-ways">
        <FormToken signedIn={signedIn} />
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="confirmed" value="yes" />
        <a
          className="secondary"
          href={leaveTo ?? left}
          data-leave={leaveTo === undefined ? undefined : ''}
        >
          {props.no ?? say('desk.cancel')}
        </a>
        <button className="primary" type="submit">
          {yes}
        </button>
      </form>
    </dialog>
  );
}
