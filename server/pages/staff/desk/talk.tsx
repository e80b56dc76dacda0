import type { ReactElement } from 'react';
import { DESK_WORDS_MOST } from '../../../../contract/desk.ts';
import { EndDateDetails } from '../../../actions/index.ts';
import { may } from '../../../people/deeds.ts';
import { Moment } from '../../moment.tsx';
import type { Say } from '../../words.ts';
import { actorWords } from '../auditWords.ts';
import { EndDateWords } from '../outcome.tsx';
import type { StudentDetails } from '../readStudentDetails.ts';
import type { SignedIn } from '../signedIn.ts';
import { FormToken } from '../staffDocument.tsx';
import type { Filled } from './deskForm.ts';

interface TalkProps {
  readonly say: Say;
  readonly signedIn: SignedIn;
  readonly details: StudentDetails;
  readonly here: string;
  /** What was given and not done yet. */
  readonly filled?: Filled | undefined;
}

type Said = StudentDetails['said'][number];

/** What was said and done at the desk, oldest first, with when the student saw it; and room for an answer. */
export function Talk({ say, signedIn, details, here, filled }: TalkProps): ReactElement {
  const { said, row } = details;
  return (
    <section className="card" id="talk" aria-labelledby="talk-title" tabIndex={-1}>
      <h2 id="talk-title">{say('desk.talk')}</h2>
      <div data-fresh-part="talk">
        {said.length === 0 && <p className="quiet">{say('desk.talkNone')}</p>}
        <ol className="talk">
          {said.map((each) => (
            <li key={each.id} className={`talk-${each.sender}`}>
              <Line say={say} said={each} />
            </li>
          ))}
        </ol>
      </div>
      {row.closedAt === null && may(signedIn.role, 'act') && (
        <form className="desk-form" method="post" action={`${here}/desk/message`}>
          <FormToken signedIn={signedIn} />
          <label htmlFor="desk-message">{say('desk.label.message')}</label>
          <textarea
            className="field"
            id="desk-message"
            name="words"
            rows={2}
            maxLength={DESK_WORDS_MOST}
            required
            defaultValue={filled?.action === 'message' ? filled.given.words : undefined}
            aria-describedby="desk-message-why"
          />
          <p className="quiet" id="desk-message-why">
            {say('desk.why.message')}
          </p>
          <button className="secondary" type="submit">
            {say('desk.act.message')}
          </button>
        </form>
      )}
    </section>
  );
}

function Line({ say, said }: { readonly say: Say; readonly said: Said }): ReactElement {
  const who = said.sender === 'candidate' ? say('desk.candidate') : actorWords(said.actor, say);
  return (
    <>
      <p className="talk-about">
        <strong>{say(`desk.kind.${said.kind}`)}</strong>
        <span className="quiet">
          <bdi>{who}</bdi>, <Moment say={say} at={said.at} style="seconds" />
        </span>
      </p>
      {said.words !== '' && (
        <p className="talk-words">
          <bdi>{said.words}</bdi>
        </p>
      )}
      <Held say={say} said={said} />
      <Seen say={say} said={said} />
    </>
  );
}

/** Minutes that the clock does not show, since the exam's end date comes before them. */
function Held({ say, said }: { readonly say: Say; readonly said: Said }): ReactElement | null {
  const held = EndDateDetails.safeParse(said.details);
  if (!held.success) return null;
  const { note, endDate } = held.data;
  return (
    <p className="talk-words">
      <EndDateWords say={say} note={note} endDate={new Date(endDate)} />
    </p>
  );
}

const SHOWN_BY_APP: readonly Said['kind'][] = [
  'message',
  'warning',
  'lock',
  'unlock',
  'time',
  'ended',
  'retake',
];

/** What the app says became of it on the student's side. */
function Seen({ say, said }: { readonly say: Say; readonly said: Said }): ReactElement | null {
  const { sender, kind, shownAt, readAt, details } = said;
  if (sender === 'candidate' || !SHOWN_BY_APP.includes(kind)) return null;
  if (details !== null && 'hidden' in details && details.hidden === true) {
    return kind === 'warning' ? (
      <p className="talk-seen quiet">{say('desk.warningHidden')}</p>
    ) : null;
  }
  return (
    <p className="talk-seen quiet">
      {shownAt === null ? (
        say('desk.notShown')
      ) : (
        <>
          {say('desk.shown')} <Moment say={say} at={shownAt} style="seconds" />
        </>
      )}
      {readAt !== null && (
        <>
          , {say('desk.read')} <Moment say={say} at={readAt} style="seconds" />
        </>
      )}
    </p>
  );
}
