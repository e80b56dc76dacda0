import { FAULT_MEANINGS, NOTE_MEANINGS } from '../../contract/startParameters/faults.ts';
import type { Field, Fields } from '../../contract/startParameters/field.ts';
import { PARAMETER_GROUPS } from '../../contract/startParameters.ts';
import { codes, table } from './markdown.ts';

const GROUP_TITLES: Readonly<Record<keyof typeof PARAMETER_GROUPS, string>> = {
  user: 'User parameters',
  organisation: 'Organisation parameters',
  exam: 'Exam parameters',
  session: 'Session parameters',
  environment: 'Environment parameters',
};

const INTRODUCTION = `# Start parameters

What an LMS says when it starts an exam: the flat payload of the start token, or, for the organisation
and exam parameters alone, the body that creates or updates an exam. This page is made of
\`contract/startParameters\` by \`npm run docs\`.

- Mandatory fields are marked \\*. On them \`null\` and blank text are faults; on all others they mean
  the same as not sending the field.
- Lengths count Unicode code points: \`é\`, \`漢\` and \`😀\` are one each.
- Where a field has several names and more than one is sent, the documented one counts.
- Unknown fields are never refused. They are kept with the session and have no effect.
- A refusal lists every fault, each with its path, a code and a sentence.
- **Effective**: the field changes the exam today. **Stored**: it is kept, and has no effect yet.`;

/** The page for whoever integrates an LMS. */
export function renderStartParameters(): string {
  const groups = Object.entries(PARAMETER_GROUPS) as [keyof typeof GROUP_TITLES, Fields][];
  const sections = groups.flatMap(([name, fields]) => [
    `## ${GROUP_TITLES[name]}`,
    tableOf(fields),
    ...Object.entries(fields).flatMap(([field, { kind }]) =>
      kind.keys === undefined ? [] : [`### \`${field}\``, tableOf(kind.keys)],
    ),
  ]);
  return `${[INTRODUCTION, ...sections, ...wireForms(), ...codeTables()].join('\n\n')}\n`;
}

function tableOf(fields: Fields): string {
  const head = [
    'Field',
    'Type',
    'Limit',
    'Default',
    'Meaning',
    'What Invigil does',
    'State',
    'Source',
  ];
  return table(
    head,
    Object.entries(fields).map(([name, field]) => [
      nameOf(name, field),
      field.kind.type,
      limitOf(field),
      defaultOf(field),
      field.meaning,
      field.use,
      field.effect === 'effective' ? '**Effective**' : 'Stored',
      field.source,
    ]),
  );
}

function nameOf(name: string, { presence, aliases = [] }: Field): string {
  const mark = presence === 'mandatory' ? ' \\*' : '';
  return `\`${name}\`${mark}${aliases.length === 0 ? '' : `, also ${codes(aliases)}`}`;
}

function limitOf({ kind }: Field): string {
  const limits = [
    kind.maxEntries === undefined ? [] : [`${kind.maxEntries} entries`],
    kind.maxLength === undefined ? [] : [`${kind.maxLength} characters`],
    kind.values === undefined ? [] : [codes(kind.values)],
    kind.minimum === undefined ? [] : [`${kind.minimum} to ${kind.maximum ?? 'any'}`],
  ].flat();
  return limits.length === 0 ? '-' : limits.join('; ');
}

function defaultOf({ presence, fallback, kind }: Field): string {
  if (presence !== 'defaulted') return '-';
  if (kind.keys !== undefined && Object.keys(kind.keys).length > 2) return 'see below';
  return `\`${JSON.stringify(fallback)}\``;
}

/** The forms each type is taken in besides its plain one, gathered from the fields that take them. */
function wireForms(): string[] {
  const forms = new Map<string, string>();
  const gather = (fields: Fields) => {
    for (const [name, { kind }] of Object.entries(fields)) {
      if (kind.keys !== undefined) gather(kind.keys);
      if (kind.alsoTaken === undefined) continue;
      const subject =
        kind.type.startsWith('string') && !kind.type.includes('datetime')
          ? `\`${name}\``
          : kind.type;
      forms.set(subject, kind.alsoTaken);
    }
  };
  Object.values(PARAMETER_GROUPS).forEach(gather);
  return [
    '## Forms taken besides the plain one',
    table(['Type or field', 'Also taken'], [...forms]),
  ];
}

function codeTables(): string[] {
  const rows = (meanings: Readonly<Record<string, string>>) =>
    Object.entries(meanings).map(([code, meaning]) => [`\`${code}\``, meaning]);
  return [
    '## Faults',
    'Any of them refuses the request with status 422.',
    table(['Code', 'Meaning'], rows(FAULT_MEANINGS)),
    '## Notes',
    'The request is accepted; the notes are logged with the session.',
    table(['Code', 'Meaning'], rows(NOTE_MEANINGS)),
  ];
}
