import type { ReactElement, ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Say } from './words.ts';

/** Where this server's own addresses begin: `/`, or the path of a public URL behind a proxy. */
export type Base = string;

interface DocumentProps {
  readonly base: Base;
  readonly say: Say;
  /** Of the tab and for screen readers; the product's name is added. */
  readonly title: string;
  /** Names of scripts in `assets/`, without their ending. */
  readonly scripts?: readonly string[];
  /** What stands at the far end of the top bar. */
  readonly bar?: ReactNode;
  /** Staff pages use the whole width. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** The look that the app has too, then what only pages have; `start` serves every public page. */
const SHEETS = [
  'look/tokens',
  'look/fonts',
  'pages/base',
  'pages/parts',
  'pages/start',
  'pages/booking',
];

/** What the pages behind the sign-in have besides. */
const STAFF_SHEETS = [
  'pages/staff',
  'pages/studentsFilter',
  'pages/students',
  'pages/statusPopover',
  'pages/student',
  'pages/supportCodes',
  'pages/desk',
  'pages/people',
  'pages/integration',
  'pages/cohort',
  'pages/studentsNarrow',
];

/** A whole page. No script or style stands in it: the content security policy forbids both. */
export function renderDocument(page: ReactElement): string {
  return `<!doctype html>${renderToStaticMarkup(page)}`;
}

export function Document(props: DocumentProps): ReactElement {
  const { base, say } = props;
  return (
    <html lang={say.language} dir={say.direction}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {/* A page may hold a ticket or a name; neither is for search engines or other sites. */}
        <meta name="robots" content="noindex" />
        <title>{`${props.title} · Invigil`}</title>
        <link rel="icon" href={`${base}assets/icon.svg`} type="image/svg+xml" />
        {[...SHEETS, ...(props.wide ? STAFF_SHEETS : [])].map((sheet) => (
          <link key={sheet} rel="stylesheet" href={`${base}assets/${sheet}.css`} />
        ))}
        {['localTimes', ...(props.scripts ?? [])].map((script) => (
          <script key={script} type="module" src={`${base}assets/pages/${script}.js`} />
        ))}
      </head>
      <body className={props.wide ? 'wide' : undefined}>
        <a className="skip" href="#main">
          {say('skip')}
        </a>
        <header className="bar">
          <a className="brand" href={base} aria-label={say('home')}>
            <img src={`${base}assets/icon.svg`} alt="" width="32" height="32" />
            <span aria-hidden="true">Invigil</span>
          </a>
          {props.bar}
        </header>
        <main id="main" tabIndex={-1}>
          {props.children}
        </main>
        <Footer base={base} say={say} />
      </body>
    </html>
  );
}

function Footer({ base, say }: { readonly base: Base; readonly say: Say }): ReactElement {
  return (
    <footer className="foot">
      <a href={base}>{say('footer.about')}</a>
      <a href={`${base}download`}>{say('footer.download')}</a>
      <a href={`${base}about-lockdown`}>{say('footer.lockdown')}</a>
    </footer>
  );
}
