import type { Endurance } from './endurance.ts';
import { COUNTS, type Book } from './ledger.ts';
import type { OutboxSoak } from './outboxSoak.ts';

export const DATABASES = ['PGlite', 'PostgreSQL'] as const;
export type DatabaseKind = (typeof DATABASES)[number];

/** Everything that one soak found out. */
export interface Results {
  /** ISO UTC. */
  readonly at: string;
  readonly machine: string;
  readonly minutes: number;
  readonly seed: number;
  readonly killed: Readonly<Record<DatabaseKind, Book>>;
  readonly outbox: OutboxSoak;
  readonly endured: Readonly<Record<DatabaseKind, Endurance>>;
}

/**
 * What the heap may grow after a full collection, bytes a minute: compiled code and bounded caches still
 * settle in the minutes that a soak lasts. In less than that there is nothing but settling to see.
 */
const HEAP_GROWTH_LIMIT = 1.5 * 1024 ** 2;
const LEAST_MINUTES = 3;

const leaks = ({ growth, minutes }: Endurance): boolean =>
  minutes >= LEAST_MINUTES && growth.heap > HEAP_GROWTH_LIMIT;

/** Every promise that was not kept, in words; none is the aim. */
export function faultsOf({ killed, outbox, endured }: Results): string[] {
  return [
    ...DATABASES.flatMap((kind) => [
      ...killed[kind].faults.map((fault) => `${kind}, killed: ${fault}`),
      ...endured[kind].faults.map((fault) => `${kind}, enduring: ${fault}`),
      ...(leaks(endured[kind])
        ? [`${kind}: the heap grows by ${megabytes(endured[kind].growth.heap)} MB a minute`]
        : []),
    ]),
    ...outbox.faults.map((fault) => `outbox: ${fault}`),
  ];
}

/** The results as a page of Markdown that also reads well in a terminal. */
export function writeReport(results: Results): string {
  const { at, machine, minutes, seed, outbox } = results;
  const faults = faultsOf(results);
  return `${[
    `Run ${at.slice(0, 16).replace('T', ' ')} UTC for ${minutes} minutes with seed ${seed} on ${machine}.`,
    faults.length === 0
      ? '**Every promise was kept.**'
      : `**${faults.length} promises were not kept.**\n\n${faults.slice(0, 50).map(item).join('\n')}`,
    '## Servers killed in mid-traffic',
    killedTable(results),
    '## The app’s outbox, killed while it writes',
    `${outbox.kills} kills; ${outbox.recorded} items recorded, ${outbox.forgotten} of them acknowledged and forgotten again; ${outbox.places} places in the event log, each of them one event.`,
    '## One server that nobody kills',
    enduredTable(results),
  ].join('\n\n')}\n`;
}

function killedTable({ killed }: Results): string {
  const row = (name: string, of: (book: Book) => number): string =>
    `| ${[name, ...DATABASES.map((kind) => String(of(killed[kind])))].join(' | ')} |`;
  return [
    ...head(),
    row('exam sessions', ({ sessions }) => sessions.length),
    row(
      'of them taken to the end',
      ({ sessions }) => sessions.filter((each) => each.finished).length,
    ),
    ...COUNTS.map((count) => row(count, ({ counts }) => counts[count])),
    row('promises not kept', ({ faults }) => faults.length),
  ].join('\n');
}

function enduredTable({ endured }: Results): string {
  const row = (name: string, of: (endurance: Endurance) => string): string =>
    `| ${[name, ...DATABASES.map((kind) => of(endured[kind]))].join(' | ')} |`;
  const last = ({ readings }: Endurance) => readings.at(-1);
  return [
    ...head(),
    row('minutes', ({ minutes }) => minutes.toFixed(1)),
    row('exam sessions', ({ sessions }) => String(sessions)),
    row('events acknowledged', ({ events }) => String(events)),
    row('heap at the end, MB', (each) => megabytes(last(each)?.heap ?? 0)),
    row('heap’s growth, MB a minute', ({ growth }) => megabytes(growth.heap)),
    row('resident at the end, MB', (each) => megabytes(last(each)?.rss ?? 0)),
    row('resident’s growth, MB a minute', ({ growth }) => megabytes(growth.rss)),
    row('database, bytes an event', ({ bytesPerEvent }) => String(Math.round(bytesPerEvent))),
  ].join('\n');
}

const head = (): string[] => [`| | ${DATABASES.join(' | ')} |`, '|---|---|---|'];
const item = (text: string): string => `- ${text}`;
const megabytes = (bytes: number): string => (bytes / 1024 ** 2).toFixed(2);
