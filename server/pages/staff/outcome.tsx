import type { ReactElement } from 'react';
import type { EndDateNote } from '../../actions/index.ts';
import { Moment } from '../moment.tsx';
import type { Say } from '../words.ts';

/** What came of a form: saved, with what has to be said of it, or the sentence that says why not. */
export type FormOutcome =
  | { readonly saved: true; readonly note?: EndDateNote | undefined }
  | { readonly saved: false; readonly why: string };

/** The query with which a page is asked to say that a form was saved. */
export function savedQuery(note?: EndDateNote): string {
  return note === undefined ? '?saved=yes' : `?saved=yes&note=${note}`;
}

interface OutcomeProps {
  readonly say: Say;
  readonly outcome: FormOutcome | undefined;
  /** The end date of the session that the form was about. */
  readonly endDate: Date;
}

/** Says above a student's page what came of the form that was sent from it. */
export function Outcome({ say, outcome, endDate }: OutcomeProps): ReactElement | null {
  if (outcome === undefined) return null;
  if (!outcome.saved) {
    return (
      <p className="note note-bad" role="alert">
        {say('staff.refused', { why: outcome.why })}
      </p>
    );
  }
  const { note } = outcome;
  return (
    <p className={`note ${note === undefined ? 'note-good' : 'note-warn'}`} role="status">
      <span>
        {say('staff.saved')}
        {note !== undefined && (
          <>
            {' '}
            <EndDateWords say={say} note={note} endDate={endDate} />
          </>
        )}
      </span>
    </p>
  );
}

interface EndDateProps {
  readonly say: Say;
  readonly note: EndDateNote;
  readonly endDate: Date;
}

/** That minutes were granted which the clock does not show, until when, and what helps. */
export function EndDateWords({ say, note, endDate }: EndDateProps): ReactElement {
  return (
    <>
      {say(`desk.note.${note}`)} <Moment say={say} at={endDate} />. {say('desk.note.lateEntry')}
    </>
  );
}
