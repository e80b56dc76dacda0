import type { ReactElement } from 'react';
import { StaffDocument, type StaffPage } from './staffDocument.tsx';

interface ErasePageProps extends StaffPage {
  /** The student's page, where the way back leads. */
  readonly here: string;
  readonly name: string;
  /** One of the candidate's sessions is not over. */
  readonly isRunning: boolean;
}

/** Asks once more before everything that names a candidate is removed for good. */
export function ErasePage(props: ErasePageProps): ReactElement {
  const { base, say, signedIn, here, name, isRunning } = props;
  return (
    <StaffDocument {...{ base, say, signedIn }} title={say('erase.title')}>
      <header className="page-head">
        <h1>{say('erase.title')}</h1>
      </header>
      <section className="card prose">
        <p>
          <bdi>{name}</bdi>
        </p>
        <p>{say('erase.goes')}</p>
        <p>{say('erase.stays')}</p>
        {isRunning ? (
          <p className="note note-bad" role="alert">
            {say('erase.running')}
          </p>
        ) : (
          <form method="post" action={`${here}/erase`}>
            <input type="hidden" name="formToken" value={signedIn.formToken} />
            <button className="primary" type="submit">
              {say('erase.confirm')}
            </button>
          </form>
        )}
        <p>
          <a className="secondary" href={here}>
            {say('erase.back')}
          </a>
        </p>
      </section>
    </StaffDocument>
  );
}
