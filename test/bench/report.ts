import type { CrowdFigures } from './crowd/index.ts';
import { crowdSections } from './crowd/report.ts';
import type { Figures } from './figures.ts';
import { processSections } from './processes/report.ts';
import type { Comparison } from './series.ts';
import { CALLS, DATABASES, type Call, type ServerFigures } from './server/throughput.ts';
import { summarise, type Summary } from './statistics.ts';

/** What each figure is called, and what it means. */
const CALL_NAMES: Readonly<Record<Call, string>> = {
  insert: 'bare server: one insert',
  start: 'start request, answered as JSON',
  startPage: 'start request, answered as a page',
  status: 'status event that moves a session',
  heartbeat: 'heartbeat',
};

const MEGABYTE = 1024 ** 2;

/** The figures as a page of Markdown that also reads well in a terminal. */
export function writeReport(figures: Figures): string {
  const sections = [
    whereAndWhen(figures),
    ...appSections(figures),
    ...DATABASES.flatMap((kind) => {
      const found = figures.server?.[kind];
      return found === undefined ? [] : [`## Server on ${kind}`, serverTable(found)];
    }),
    ...(figures.processes === undefined ? [] : processSections(figures.processes, table)),
    ...(figures.guards === undefined ? [] : guardSections(figures.guards)),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** The same of the part that is reported by itself. */
export function writeCrowdReport(figures: Figures, crowd: CrowdFigures): string {
  return `${[whereAndWhen(figures), ...crowdSections(crowd, table)].join('\n\n')}\n`;
}

function whereAndWhen({ at, machine, electron, busy }: Figures): string {
  const { median, lowest, highest } = summarise(busy);
  const runtime = electron === undefined ? '' : `, Electron ${electron}`;
  return `Measured ${at.slice(0, 16).replace('T', ' ')} UTC on ${machine}${runtime}. Before a measurement ${percent(median)} of the cores were busy with other work (${percent(lowest)}–${percent(highest)}).`;
}

function appSections({ start, memory }: Figures): string[] {
  const sections: string[] = [];
  if (start !== undefined) {
    sections.push(
      '## Cold start: from the spawn to the first contentful paint',
      comparisonTable('bare React window', [
        ['first contentful paint, ms', start.firstPaint, whole],
        ['processor time until then, ms', start.work, whole],
      ]),
    );
  }
  if (memory !== undefined) {
    sections.push(
      '## Memory in the exam, ten seconds after the exam page is there',
      comparisonTable('bare window with one view', [
        ['proportional set (PSS), MB', memory.pss, megabytes],
        ['unique set (USS), MB', memory.uss, megabytes],
        ['processes', memory.processes, whole],
        ...(memory.idle === undefined
          ? []
          : [['of one core, idle', memory.idle, percent] satisfies ComparisonRow]),
      ]),
    );
  }
  return sections;
}

function guardSections({ idle, cover }: NonNullable<Figures['guards']>): string[] {
  const ms = (value: number): string => String(Math.round(value));
  const share = (value: number): string => `${(value * 100).toFixed(2)} %`;
  return [
    '## Guards',
    table(
      ['of one core, nobody doing anything', 'seconds', 'nothing held', 'all held', 'the guards'],
      [
        [
          '',
          String(idle.seconds),
          share(idle.bare),
          share(idle.held),
          share(idle.held - idle.bare),
        ],
      ],
    ),
    table(
      ['ms until the exam is covered on the screen', 'times', 'median', '95 %', 'most'],
      [
        [
          'from the start of a forbidden program',
          String(cover.times),
          ms(cover.median),
          ms(cover.p95),
          ms(cover.most),
        ],
      ],
    ),
  ];
}

type Write = (value: number) => string;
type ComparisonRow = [name: string, comparison: Comparison, write: Write];

function comparisonTable(baseline: string, rows: readonly ComparisonRow[]): string {
  return table(
    ['', baseline, 'product', 'ratio'],
    rows.map(([name, { bare, product, ratio }, write]) => [
      name,
      spread(bare, write),
      spread(product, write),
      ratio.toFixed(2),
    ]),
  );
}

function serverTable(figures: ServerFigures): string {
  return table(
    ['', 'a second', 'p50 ms', 'p99 ms', 'processor ms each', 'of the bare insert'],
    CALLS.map((call) => {
      const { perSecond, p50, p99, work, ratio } = figures[call];
      return [
        CALL_NAMES[call],
        spread(perSecond, whole),
        whole(p50.median),
        spread(p99, whole),
        work.median.toFixed(2),
        percent(ratio),
      ];
    }),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_cell, column) =>
    Math.max(3, ...all.map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]): string =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

/** The median, and the least and the most in brackets. */
function spread({ median, lowest, highest, count }: Summary, write: Write): string {
  const middle = write(median);
  return count === 1 ? middle : `${middle} (${write(lowest)}–${write(highest)})`;
}

const whole: Write = (value) => String(Math.round(value));
const megabytes: Write = (value) => whole(value / MEGABYTE);
const percent: Write = (value) => `${(value * 100).toFixed(value < 0.1 ? 1 : 0)} %`;
