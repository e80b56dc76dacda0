import type { ReactElement } from 'react';
import { Document, type Base } from './document.tsx';
import type { Say } from './words.ts';

/** What every public page is given. */
export interface PublicPage {
  readonly base: Base;
  readonly say: Say;
}

const WAYS = [
  { who: 'candidates', to: 'download', kind: 'secondary' },
  { who: 'staff', to: 'staff/exams', kind: 'primary' },
  { who: 'institution', to: 'about-lockdown', kind: 'secondary' },
] as const;

/** The front page of the server: what it is, and the way on for each kind of visitor. */
export function HomePage({ base, say }: PublicPage): ReactElement {
  return (
    <Document base={base} say={say} title={say('index.title')}>
      <div className="prose">
        <header>
          <h1>{say('index.title')}</h1>
          <p className="lead">{say('index.lead')}</p>
        </header>
        <div className="columns">
          {WAYS.map(({ who, to, kind }) => (
            <section key={who} className="card">
              <h2>{say(`index.${who}`)}</h2>
              <p>{say(`index.${who}Why`)}</p>
              <a className={kind} href={`${base}${to}`}>
                {say(`index.${who}Link`)}
              </a>
            </section>
          ))}
        </div>
      </div>
    </Document>
  );
}
