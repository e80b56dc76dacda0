import type { ReactElement } from 'react';
import { Document } from './document.tsx';
import type { PublicPage } from './homePage.tsx';
import { Icon } from './icons.tsx';

const SYSTEMS = ['windows', 'macos', 'linux'] as const;

/** What to ask the institution for: the server does not know where it keeps the installers. */
export function DownloadPage({ base, say }: PublicPage): ReactElement {
  return (
    <Document base={base} say={say} title={say('download.title')} scripts={['downloadPage']}>
      <div className="prose">
        <header>
          <h1>{say('download.title')}</h1>
          <p className="lead">{say('download.lead')}</p>
        </header>
        <section>
          <h2>{say('download.ask')}</h2>
          <p>{say('download.askWhy')}</p>
          <div className="columns">
            {SYSTEMS.map((system) => (
              <article key={system} className="card" data-system={system}>
                <h3>
                  {say(`download.${system}`)}{' '}
                  <span className="tag" data-yours="" hidden>
                    <Icon name="check" />
                    {say('download.yours')}
                  </span>
                </h3>
                <p>{say(`download.${system}Ask`)}</p>
              </article>
            ))}
          </div>
          <p className="note note-warn">
            <Icon name="info" />
            {say('download.tablet')}
          </p>
        </section>
        <section>
          <h2>{say('download.after')}</h2>
          <p>{say('download.afterWhy')}</p>
        </section>
      </div>
    </Document>
  );
}
