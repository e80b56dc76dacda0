import type { ReactElement } from 'react';
import { may } from '../../people/deeds.ts';
import type { Suspended } from '../../storage/suspended.ts';
import { Icon } from '../icons.tsx';
import { Moment } from '../moment.tsx';
import type { Say } from '../words.ts';
import { actorWords } from './auditWords.ts';
import type { SignedIn } from './signedIn.ts';
import { FormToken } from './staffDocument.tsx';

interface NoteProps {
  readonly say: Say;
  readonly signedIn: SignedIn;
  readonly suspended: Suspended;
  /** Address of the exam's students. */
  readonly here: string;
}

/** That the clock closes nobody, since when and by whom, and the way to undo it for whoever may. */
export function SuspendedNote(props: NoteProps): ReactElement | null {
  const { say, signedIn, suspended, here } = props;
  if (suspended === undefined) return null;
  const { since, count, job } = suspended;
  return (
    <div className="note note-warn" role="note">
      <Icon name="warn" />
      <div>
        <p>
          <strong>{say('suspended.since')}</strong> <Moment say={say} at={since} />
          {job !== undefined &&
            ` ${say('suspended.by', { name: actorWords(job.actor, say) })}`}.{' '}
          {say('suspended.why', { count })}
        </p>
        {job !== undefined && (
          <div className="dialog-ways">
            <a href={`${here}/cohort/${job.id}`} data-focus-key="suspended-job">
              {say('suspended.show')}
            </a>
            {may(signedIn.role, 'act') && (
              <form method="post" action={`${here}/cohort/${job.id}/undo`}>
                <FormToken signedIn={signedIn} />
                <button className="secondary" type="submit" data-focus-key="suspended-undo">
                  {say('cohort.undo')}
                </button>
              </form>
            )}
          </div>
        )}
      </div>
    </div>
  );
}

/** Beside the name of a student whom the clock does not close. */
export function SuspendedTag({ say }: { readonly say: Say }): ReactElement {
  return <span className="tag tag-flag">{say('suspended.tag')}</span>;
}
