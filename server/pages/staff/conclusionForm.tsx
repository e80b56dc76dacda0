import type { ReactElement } from 'react';
import { COMMENT_MOST, Conclusion } from '../../../contract/conclusion.ts';
import { may } from '../../people/deeds.ts';
import { Moment } from '../moment.tsx';
import type { Say } from '../words.ts';
import { actorWords } from './auditWords.ts';
import type { GivenForm } from './givenForm.ts';
import type { StudentDetails } from './readStudentDetails.ts';
import type { SignedIn } from './signedIn.ts';
import { FormToken } from './staffDocument.tsx';

interface ConclusionProps {
  readonly say: Say;
  readonly signedIn: SignedIn;
  readonly details: StudentDetails;
  /** Address of the student's page. */
  readonly here: string;
  /** What was given and not done yet. */
  readonly given?: GivenForm['conclusion'] | undefined;
}

/** What the session came to, and the form that says so for whoever may. */
export function ConclusionCard(props: ConclusionProps): ReactElement {
  const { say, signedIn, details } = props;
  const { conclusion, isConclusionFinal } = details;
  const isSettled = conclusion !== undefined && isConclusionFinal;
  const isOver = details.row.closedAt !== null;
  return (
    <section className="card" id="conclusion" aria-labelledby="conclusion-title" tabIndex={-1}>
      <h2 id="conclusion-title">{say('conclusion.title')}</h2>
      <div data-fresh-part="conclusion">
        <Given {...props} />
      </div>
      {isSettled && <p className="quiet">{say('conclusion.final')}</p>}
      {isOver && !isSettled && may(signedIn.role, 'review') && <Form {...props} />}
    </section>
  );
}

function Given({ say, details }: ConclusionProps): ReactElement {
  const { conclusion, row } = details;
  if (conclusion === undefined) {
    return (
      <p className="quiet">{say(row.closedAt === null ? 'conclusion.early' : 'conclusion.none')}</p>
    );
  }
  const { comment, score, concludedBy, at } = conclusion;
  return (
    <>
      <p>
        <strong>{say(`conclusion.${conclusion.conclusion}`)}</strong>{' '}
        <span className="quiet">
          {say('conclusion.by', { name: actorWords(concludedBy, say) })}{' '}
          <Moment say={say} at={at} />
        </span>
      </p>
      {comment !== '' && (
        <blockquote>
          <bdi>{comment}</bdi>
        </blockquote>
      )}
      {score !== null && <p>{say('conclusion.score', { score })}</p>}
    </>
  );
}

function Form({ say, signedIn, details, here, given }: ConclusionProps): ReactElement {
  const { conclusion, isConclusionFinal } = details;
  const filled = given ?? conclusion;
  return (
    <form className="conclude" method="post" action={`${here}/conclusion`}>
      <FormToken signedIn={signedIn} />
      <label htmlFor="conclusion-choice">{say('conclusion.conclusion')}</label>
      <select
        className="field"
        id="conclusion-choice"
        name="conclusion"
        required
        defaultValue={filled?.conclusion ?? ''}
      >
        <option value="">–</option>
        {Conclusion.options.map((each) => (
          <option key={each} value={each}>
            {say(`conclusion.${each}`)}
          </option>
        ))}
      </select>
      <label htmlFor="conclusion-comment">{say('conclusion.comment')}</label>
      <textarea
        className="field"
        id="conclusion-comment"
        name="comment"
        rows={3}
        maxLength={COMMENT_MOST}
        aria-describedby="conclusion-why"
        defaultValue={filled?.comment ?? ''}
      />
      <p className="quiet" id="conclusion-why">
        {say('conclusion.commentWhy')}{' '}
        {say(isConclusionFinal ? 'conclusion.finalWhy' : 'conclusion.why')}
      </p>
      <button className="secondary" type="submit">
        {say('conclusion.save')}
      </button>
    </form>
  );
}
