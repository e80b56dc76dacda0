import type { ReactElement } from 'react';
import type { Reason } from '../../contract/reasons.ts';
import type { ProblemPageView } from '../views.ts';
import { Document, renderDocument, type Base } from './document.tsx';
import { Icon } from './icons.tsx';
import { Moment, Zone } from './moment.tsx';
import { ProblemFaults } from './problemFaults.tsx';
import { sentenceOf } from './reasonWords.ts';
import { pickLanguage, sayIn, type Say } from './words.ts';

/** A refusal as a page: what to do first, then why, then the code for the support desk. */
export function renderProblemPage(view: ProblemPageView, base: Base = '/'): string {
  const say = sayIn(pickLanguage([view.language]));
  const words = sentenceOf(view.reason, say.language);
  return renderDocument(
    <Document base={base} say={say} title={words.title} scripts={['problemPage']}>
      <article className="problem">
        {view.examName !== undefined && (
          <p className="eyebrow">
            <bdi>{view.examName}</bdi>
          </p>
        )}
        <h1>{words.title}</h1>
        <p className="lead">{words.sentence}</p>
        <div className="card problem-way">
          <p>{words.wayOut}</p>
          <Window say={say} view={view} />
          <WayOn say={say} view={view} />
        </div>
        <p className="quiet">
          {say('problem.codeLabel')} <code>{view.reason}</code>
          <br />
          {say('problem.codeWhy')}
        </p>
        <ProblemFaults say={say} faults={view.faults} />
      </article>
    </Document>,
  );
}

interface PartProps {
  readonly say: Say;
  readonly view: ProblemPageView;
}

function Window({ say, view }: PartProps): ReactElement | null {
  if (view.windowStart === undefined && view.windowEnd === undefined) return null;
  const early = view.reason === 'too_early' && view.windowStart !== undefined;
  const moment = early ? view.windowStart : view.windowEnd;
  if (moment === undefined) return null;
  return (
    <p className="note note-info">
      <Icon name="clock" />
      <span>
        {say(early ? 'problem.opens' : 'problem.closed')}{' '}
        <strong>
          <Moment say={say} at={new Date(moment)} style="day" />
        </strong>
        <span className="quiet block">
          <Zone />
        </span>
      </span>
    </p>
  );
}

/** What asking again can mend: the hour comes, the server recovers. */
const AGAIN: readonly Reason[] = ['too_early', 'server_fault', 'too_many_requests'];
/** After these nothing is left to do here, and the LMS may have said where to go. */
const OVER: readonly Reason[] = [
  'too_late',
  'session_closed',
  'closed_disconnected',
  'closed_out_of_time',
];

function WayOn({ say, view }: PartProps): ReactElement | null {
  if (view.returnUrl !== undefined && OVER.includes(view.reason)) {
    return (
      <a className="primary" href={view.returnUrl}>
        {say('problem.return')}
        <Icon name="arrow" />
      </a>
    );
  }
  if (!AGAIN.includes(view.reason)) return null;
  return (
    <button className="primary" type="button" data-reload="">
      {say('problem.again')}
    </button>
  );
}
