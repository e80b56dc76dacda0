import type { ReactElement } from 'react';
import { Document, type Base } from '../pages/document.tsx';
import type { Say } from '../pages/words.ts';
import { GROUPS, type Operation } from './operation.ts';
import { pathOf } from './openApiDocument.ts';

interface Reference {
  readonly base: Base;
  readonly say: Say;
  readonly operations: readonly Operation[];
}

/** What an engineer reads before the document itself: every route, who admits it, and what it is for. */
export function ReferencePage({ base, say, operations }: Reference): ReactElement {
  return (
    <Document base={base} say={say} title={say('reference.title')}>
      <div className="prose">
        <header>
          <h1>{say('reference.title')}</h1>
          <p className="lead">{say('reference.lead')}</p>
          <p>
            <a className="secondary" href={`${base}openapi.json`}>
              {say('reference.document')}
            </a>
          </p>
        </header>
        {GROUPS.map((group) => (
          <section key={group} className="card">
            <h2>{say(`reference.group.${group}`)}</h2>
            <dl>
              {operations
                .filter((operation) => operation.group === group)
                .map((operation) => (
                  <Route key={`${operation.method} ${operation.path}`} {...{ operation, say }} />
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Document>
  );
}

/** The summaries are part of the document, which is written in English. */
function Route({ operation, say }: { operation: Operation; say: Say }): ReactElement {
  return (
    <>
      <dt>
        <code dir="ltr">{`${operation.method.toUpperCase()} ${pathOf(operation)}`}</code>
      </dt>
      <dd>
        <span lang="en" dir="ltr">
          {operation.summary}
        </span>{' '}
        <span className="quiet">{say(`reference.admission.${operation.admission}`)}</span>
      </dd>
    </>
  );
}
