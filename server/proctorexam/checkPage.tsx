import type { ReactElement } from 'react';
import { Document, renderDocument, type Base } from '../pages/document.tsx';
import { Icon } from '../pages/icons.tsx';
import { StartFacts } from '../pages/startFacts.tsx';
import { StartOpen } from '../pages/startOpen.tsx';
import { pickLanguage, sayIn, type Say } from '../pages/words.ts';
import type { StartPageView } from '../views.ts';
import { pageWords } from './pageWords.ts';

interface CheckPageView extends StartPageView {
  /** The check was completed before. */
  readonly isDone: boolean;
}

/** The page of the check in advance: the same button as a start's, for the check alone. */
export function renderCheckPage(view: CheckPageView, base: Base): string {
  const say = sayIn(pickLanguage([view.language]));
  return renderDocument(<CheckPage base={base} say={say} view={view} />);
}

function CheckPage(props: {
  readonly base: Base;
  readonly say: Say;
  readonly view: CheckPageView;
}): ReactElement {
  const { base, say, view } = props;
  const words = pageWords(say.language).check;
  return (
    <Document
      base={base}
      say={say}
      title={words.title.replace('{{exam}}', view.examName)}
      scripts={['startPage']}
      bar={<span className="bar-institution">{view.accountName}</span>}
    >
      <div className="start">
        <header className="start-head">
          <p className="eyebrow">{words.eyebrow}</p>
          <h1>{view.examName}</h1>
          <p className="lead">{words.lead}</p>
          {view.isDone && (
            <p className="note note-info">
              <Icon name="check" />
              <span>
                {words.done} {words.again}
              </span>
            </p>
          )}
          <p>{words.opensWhy}</p>
        </header>
        <StartOpen base={base} say={say} view={view} action={words.open} />
        <StartFacts say={say} view={view} />
      </div>
    </Document>
  );
}
