import type { ReactElement } from 'react';
import type { Base } from '../pages/document.tsx';
import type { ApiDocument } from '../storage/apiDocuments.ts';
import { pageWords } from './pageWords.ts';
import { safeHtml } from './safeHtml.ts';

/** What an exam has on a page of ours, because it has no page of its own. */
export interface ExamPageView {
  readonly language: 'en' | 'fr';
  readonly exam: string;
  readonly institution: string;
  readonly instructions: readonly string[];
  readonly individualInfo: { readonly text: string; readonly isHtml: boolean } | undefined;
  readonly documents: readonly ApiDocument[];
  /** Where an attachment opens. */
  readonly fileUrl: (id: number) => string;
}

/** Plain, without a way out: the page is shown inside the exam, where nothing else may be reached. */
export function ExamPage({ base, view }: { base: Base; view: ExamPageView }): ReactElement {
  const words = pageWords(view.language).exam;
  const texts = view.documents.filter(({ content }) => content !== null);
  const files = view.documents.filter(({ file }) => file !== null);
  const { individualInfo } = view;
  const isEmpty =
    texts.length + files.length + view.instructions.length === 0 && individualInfo === undefined;
  return (
    <html lang={view.language} dir="ltr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{view.exam}</title>
        {['look/tokens', 'look/fonts', 'pages/base', 'pages/parts'].map((sheet) => (
          <link key={sheet} rel="stylesheet" href={`${base}assets/${sheet}.css`} />
        ))}
      </head>
      <body>
        <main id="main">
          <div className="prose">
            <header>
              <p className="eyebrow">
                <bdi>{view.institution}</bdi>
              </p>
              <h1>{view.exam}</h1>
            </header>
            {view.instructions.length > 0 && (
              <section className="card" aria-labelledby="instructions">
                <h2 id="instructions">{words.instructions}</h2>
                {view.instructions.map((text) => (
                  <Content key={text} html={text} />
                ))}
              </section>
            )}
            {individualInfo !== undefined && (
              <section className="card" aria-labelledby="personal">
                <h2 id="personal">{words.personal}</h2>
                {individualInfo.isHtml ? (
                  <Content html={individualInfo.text} />
                ) : (
                  individualInfo.text.split(/\n+/).map((line) => <p key={line}>{line}</p>)
                )}
              </section>
            )}
            {texts.map(({ id, name, content }) => (
              <section key={id} className="card">
                {name !== '' && <h2>{name}</h2>}
                <Content html={content ?? ''} />
              </section>
            ))}
            {files.length > 0 && (
              <section className="card" aria-labelledby="files">
                <h2 id="files">{words.files}</h2>
                <ul>
                  {files.map(({ id, name }) => (
                    <li key={id}>
                      <a href={view.fileUrl(id)}>{words.open.replace('{{name}}', name)}</a>
                    </li>
                  ))}
                </ul>
              </section>
            )}
            {isEmpty && <p className="note note-info">{words.empty}</p>}
            <p className="quiet">{words.finish}</p>
          </div>
        </main>
      </body>
    </html>
  );
}

function Content({ html }: { readonly html: string }): ReactElement {
  // Written anew from a list of plain elements; see `safeHtml`.
  return <div dangerouslySetInnerHTML={{ __html: safeHtml(html) }} />;
}
