import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import en from '../../contract/text/mail.en.json' with { type: 'json' };
import fr from '../../contract/text/mail.fr.json' with { type: 'json' };

export const MAIL_KINDS = [
  'initial',
  'reminder',
  'exam_link',
  'exam_changed',
  'exam_completed',
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

const CATALOGUES = { en, fr } as const;
export type MailLanguage = keyof typeof CATALOGUES;

/** What a mail tells. Times are milliseconds since the epoch. */
export interface MailView {
  readonly kind: MailKind;
  readonly language: MailLanguage;
  readonly name: string;
  readonly exam: string;
  readonly institution: string;
  readonly opens: number;
  readonly lastStart: number | undefined;
  readonly minutes: number | undefined;
  /** IANA name; times are said in it, else in UTC. */
  readonly timezone: string | undefined;
  /** Where the button leads; a mail that asks for nothing has none. */
  readonly link: string | undefined;
}

export function mailLanguage(wished: string): MailLanguage {
  return wished.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}

/** The words of a mail: subject, plain text, and the same as HTML that needs no picture and no style sheet. */
export function renderMail(view: MailView): { subject: string; text: string; html: string } {
  const words = CATALOGUES[view.language];
  const own = words[view.kind];
  const values = { name: view.name, exam: view.exam, institution: view.institution };
  const fill = (sentence: string): string =>
    sentence.replace(/\{\{(\w+)\}\}/g, (all, key: string) =>
      key in values ? values[key as keyof typeof values] : all,
    );
  const facts: [string, string][] = [
    [words.facts.exam, view.exam],
    [words.facts.opens, moment(view, view.opens)],
  ];
  if (view.lastStart !== undefined)
    facts.push([words.facts.lastStart, moment(view, view.lastStart)]);
  if (view.minutes !== undefined) {
    facts.push([
      words.facts.duration,
      words.facts.minutes.replace('{{count}}', String(view.minutes)),
    ]);
  }
  const action = 'action' in own && view.link !== undefined ? own.action : undefined;
  const body = {
    greeting: fill(words.greeting),
    lead: fill(own.lead),
    why: fill(own.why),
    closing: fill(words.closing),
    foot: fill(words.foot),
  };
  const text = [
    body.greeting,
    body.lead,
    ...(action === undefined ? [] : [`${action}:\n${view.link ?? ''}`]),
    body.why,
    facts.map(([name, fact]) => `${name}: ${fact}`).join('\n'),
    body.closing,
    `-- \n${body.foot}`,
  ].join('\n\n');
  const subject = fill(own.subject);
  const html = `<!doctype html>${renderToStaticMarkup(
    <Html view={view} subject={subject} body={body} facts={facts} action={action} />,
  )}`;
  return { subject, text: `${text}\n`, html };
}

/** Mail programs know no style sheets; these are the product's own tones, readable on any ground. */
const STYLE = {
  page: { margin: 0, padding: 0, backgroundColor: '#f4f5f7', color: '#1b2330' },
  card: {
    maxWidth: '36rem',
    margin: '0 auto',
    padding: '32px 24px',
    backgroundColor: '#ffffff',
    fontFamily: "'Atkinson Hyperlegible Next', Verdana, Arial, sans-serif",
    fontSize: '18px',
    lineHeight: '1.5',
  },
  button: {
    display: 'inline-block',
    padding: '12px 24px',
    backgroundColor: '#1d4ed8',
    color: '#ffffff',
    fontWeight: 700,
    textDecoration: 'none',
    borderRadius: '8px',
  },
  name: {
    padding: '4px 16px 4px 0',
    textAlign: 'left',
    verticalAlign: 'top',
    fontWeight: 400,
    color: '#4a5568',
  },
  foot: { fontSize: '15px', color: '#4a5568' },
} as const;

function Html({
  view,
  subject,
  body,
  facts,
  action,
}: {
  readonly view: MailView;
  readonly subject: string;
  readonly body: Readonly<Record<'greeting' | 'lead' | 'why' | 'closing' | 'foot', string>>;
  readonly facts: readonly (readonly [string, string])[];
  readonly action: string | undefined;
}): ReactElement {
  return (
    <html lang={view.language} dir="ltr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{subject}</title>
      </head>
      <body style={STYLE.page}>
        <div role="article" aria-label={subject} style={STYLE.card}>
          <h1 style={{ fontSize: '24px', lineHeight: '1.3', margin: '0 0 16px' }}>{subject}</h1>
          <p>{body.greeting}</p>
          <p>{body.lead}</p>
          {action !== undefined && (
            <p>
              <a href={view.link} style={STYLE.button}>
                {action}
              </a>
            </p>
          )}
          <p>{body.why}</p>
          <table style={{ borderCollapse: 'collapse', margin: '16px 0' }}>
            <tbody>
              {facts.map(([name, fact]) => (
                <tr key={name}>
                  <th scope="row" style={STYLE.name}>
                    {name}
                  </th>
                  <td style={{ padding: '4px 0' }}>{fact}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p>{body.closing}</p>
          <p style={STYLE.foot}>{body.foot}</p>
          {view.link !== undefined && (
            <p style={{ ...STYLE.foot, wordBreak: 'break-all' }}>
              <a href={view.link} style={{ color: '#1d4ed8' }}>
                {view.link}
              </a>
            </p>
          )}
        </div>
      </body>
    </html>
  );
}

function moment({ language, timezone }: MailView, at: number): string {
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'fr-FR', {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: knownZone(timezone),
  });
  return `${format.format(at)} (${knownZone(timezone)})`;
}

function knownZone(timezone: string | undefined): string {
  if (timezone === undefined) return 'UTC';
  try {
    return new Intl.DateTimeFormat('en', { timeZone: timezone }).resolvedOptions().timeZone;
  } catch (error) {
    // A client wrote something that is no zone; a time in UTC is still right.
    if (error instanceof RangeError) return 'UTC';
    throw error;
  }
}
