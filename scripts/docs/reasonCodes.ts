import { REASON_CODES, REASONS, type Reason } from '../../contract/reasons.ts';
import { appCatalogues } from '../../contract/text/app.ts';
import { table } from './markdown.ts';

const MEETERS = {
  candidate: 'Candidate',
  lms: 'LMS',
  api: 'API client',
  staff: 'Staff',
} as const;

const INTRODUCTION = `# Reason codes

Whatever stops somebody has one of these codes. The candidate sees it small beside a plain sentence and
what to do; an LMS and an API client get it as \`error\` in the JSON of the refusal, with the HTTP status
given here. Codes are stable: one may be added, none is ever renamed. This page is made of
\`contract/reasons.ts\` and \`contract/text/\` by \`npm run docs\`; the sentences exist in English, French
and Arabic.`;

/** The page for support desks and for whoever integrates. */
export function renderReasonCodes(): string {
  const sections = REASON_CODES.map(section);
  return `${[INTRODUCTION, overview(), ...sections].join('\n\n')}\n`;
}

function overview(): string {
  return table(
    ['Code', 'HTTP status', 'Who meets it', 'What it says'],
    REASON_CODES.map((code) => [
      `[\`${code}\`](#${code})`,
      String(REASONS[code].status),
      meeters(code),
      appCatalogues.en.reason[code].sentence,
    ]),
  );
}

function section(code: Reason): string {
  const { title, sentence, wayOut } = appCatalogues.en.reason[code];
  return `## \`${code}\`

${sentence}

**${title}.** ${wayOut}`;
}

function meeters(code: Reason): string {
  return REASONS[code].meets.map((meeter) => MEETERS[meeter]).join(', ');
}
