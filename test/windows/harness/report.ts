import { closingLine, type Counts } from '../../../scripts/counts.mjs';
import type { Result } from './result.ts';

export interface Results {
  readonly at: Date;
  readonly versions: readonly (readonly [name: string, version: string])[];
  readonly results: readonly Result[];
  readonly seconds: number;
}

const INTRODUCTION = `# The Windows adapters, run under wine

\`npm run test:windows -- --report\` writes this page. The adapters of \`main/system/windows/\` are bundled as for
the app and run by a Windows build of Node with the same \`koffi\` that the Windows packages carry: real
processes, windows, files, registry, messages and keys, the last made by the X server. Nothing is faked but
what is named so.`;

/** What this cannot show, and so still has to be seen on a real Windows. */
const NOT_SHOWN = [
  'Windows itself: wine is another implementation of the same calls; Electron for Windows does not run here.',
  'Capture exclusion: wine knows no display affinity, so that of other programs always reads as none.',
  'A Remote Desktop session, a shadowed one, real locks and sleeps: their messages were posted by a test.',
  'Store apps behind their frame, cloaked windows, other virtual desktops.',
  'Ctrl+Alt+Del and Win+L, which no hook sees; the silent loss of a slow hook (it is renewed every ten seconds regardless).',
  'Real plugs: wine lists the devices that stand in its registry, where the tests wrote them; wireless and virtual screens.',
  'Whether Windows heeds a setting of notifications or clipboard at once: it was written, read back and given back.',
  'Screen readers, sticky keys and input methods themselves: their keys were pressed and reached the window.',
  'Processes of other users and protected ones, which Windows refuses to open; wine refuses nothing.',
  'Trust in a signer’s root, revocation, signatures by catalogue, the 32-bit view of the registry, arm64.',
];

export function writeReport({ at, versions, results, seconds }: Results): string {
  const groups = [...new Set(results.map(({ group }) => group))];
  return `${[
    INTRODUCTION,
    `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC: ${closingLine(countsOf(results))}, in ${seconds.toFixed(0)} s.`,
    table(['what', 'version'], versions),
    ...groups.flatMap((group) => [`## ${group}`, groupTable(results, group)]),
    '## What wine cannot show',
    NOT_SHOWN.map((line) => `- ${line}`).join('\n'),
  ].join('\n\n')}\n`;
}

/** As the gate counts. */
export function countsOf(results: readonly Result[]): Counts {
  const skipped = results.flatMap(({ group, name, skipped: reason }) =>
    reason === undefined ? [] : [{ name: `${group}: ${name}`, reason }],
  );
  const failed = results.filter(({ passed }) => !passed).length;
  return { passed: results.length - skipped.length - failed, failed, skipped };
}

function groupTable(results: readonly Result[], group: string): string {
  return table(
    ['it', 'holds', 'ms'],
    results
      .filter((result) => result.group === group)
      .map(({ name, passed, skipped, milliseconds }) => [
        name,
        skipped === undefined ? (passed ? 'yes' : '**no**') : `not run: ${skipped}`,
        String(milliseconds),
      ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
