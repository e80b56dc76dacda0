import type { ReactElement } from 'react';
import { may } from '../../people/deeds.ts';
import { Icon } from '../icons.tsx';
import { Moment } from '../moment.tsx';
import type { Say } from '../words.ts';
import type { StudentDetails } from './readStudentDetails.ts';
import type { SignedIn } from './signedIn.ts';
import { FormToken } from './staffDocument.tsx';

interface MachinesProps {
  readonly say: Say;
  readonly signedIn: SignedIn;
  readonly details: StudentDetails;
  readonly here: string;
}

/** On which computers the session was opened, and the way to another one. */
export function Machines({ say, signedIn, details, here }: MachinesProps): ReactElement {
  const { machines } = details;
  return (
    <section className="card" id="machines" aria-labelledby="machines-title" tabIndex={-1}>
      <h2 id="machines-title">{say('machine.title')}</h2>
      <div data-fresh-part="machines">
        {machines.length === 0 && <p className="quiet">{say('machine.none')}</p>}
        <ol className="audit">
          {machines.map((machine) => (
            <li key={machine.issuedAt.toISOString()}>
              <strong>
                {say('machine.app', { platform: machine.platform, version: machine.appVersion })}
              </strong>
              <span className="quiet block">
                {say('machine.since')} <Moment say={say} at={machine.issuedAt} style="seconds" />
              </span>
              {machine.replacedAt !== null && (
                <span className="quiet block">
                  {say('machine.replaced')}{' '}
                  <Moment say={say} at={machine.replacedAt} style="seconds" />
                </span>
              )}
            </li>
          ))}
        </ol>
      </div>
      {may(signedIn.role, 'act') && details.row.status !== 'exam_finished' && (
        <details>
          <summary>{say('machine.move')}</summary>
          <form className="form" method="post" action={`${here}/start-link`}>
            <FormToken signedIn={signedIn} />
            <p className="quiet">{say('machine.moveWhy')}</p>
            <button className="secondary" type="submit">
              {say('machine.moveGo')}
            </button>
          </form>
        </details>
      )}
    </section>
  );
}

/** A start link, whole, for whoever passes it on. */
export function ReadLink({
  say,
  here,
  link,
  expiresAt,
}: {
  readonly say: Say;
  readonly here: string;
  readonly link: string;
  readonly expiresAt: Date;
}): ReactElement {
  return (
    <dialog className="dialog" open data-modal="" data-left={here} aria-labelledby="dialog-title">
      <h2 id="dialog-title">{say('machine.linkTitle')}</h2>
      <p>{say('machine.linkWhy')}</p>
      <p>
        <code className="start-link" translate="no">
          {link}
        </code>
      </p>
      <p className="note note-warn">
        <Icon name="clock" />
        <span>
          {say('machine.linkUntil')} <Moment say={say} at={expiresAt} style="time" />
        </span>
      </p>
      <div className="dialog-ways">
        <a className="primary" href={`${here}#machines`}>
          {say('machine.done')}
        </a>
      </div>
    </dialog>
  );
}
