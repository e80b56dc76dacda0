import type { ReactElement } from 'react';
import type { StartPageView } from '../views.ts';
import { Document, renderDocument, type Base } from './document.tsx';
import { Icon } from './icons.tsx';
import { StartFacts } from './startFacts.tsx';
import { StartOpen } from './startOpen.tsx';
import { StartSteps } from './startSteps.tsx';
import { pickLanguage, sayIn, type Say } from './words.ts';

/** The page that an LMS's start leads to: one exam, one button that opens the app. */
export function renderStartPage(view: StartPageView, base: Base = '/'): string {
  const say = sayIn(pickLanguage([view.language]));
  return renderDocument(
    <Document
      base={base}
      say={say}
      title={say('start.title', { exam: view.examName })}
      scripts={['startPage']}
      bar={<span className="bar-institution">{view.accountName}</span>}
    >
      <div className="start">
        <header className="start-head">
          <Eyebrow say={say} view={view} />
          <h1>{view.examName}</h1>
          <p className="lead">{say(view.resuming ? 'start.leadRunning' : 'start.lead')}</p>
        </header>
        <StartOpen base={base} say={say} view={view} />
        <StartFacts say={say} view={view} />
        <StartSteps say={say} />
      </div>
    </Document>,
  );
}

function Eyebrow({ say, view }: { readonly say: Say; readonly view: StartPageView }): ReactElement {
  return (
    <p className="eyebrow">
      <bdi>{view.courseName ?? view.accountName}</bdi>
      {view.trial && (
        <span className="tag">
          <Icon name="info" />
          {say('start.trial')}
        </span>
      )}
    </p>
  );
}
