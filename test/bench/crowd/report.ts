import type { CrowdFigures } from './index.ts';
import type { Ratio } from './ratio.ts';
import type { Latencies } from './latencies.ts';
import type { Work } from './servers.ts';

type Table = (head: readonly string[], rows: readonly (readonly string[])[]) => string;

export const CROWD_METHOD = `# An institution's busiest hour

\`npm run bench -- --only crowd\` lets candidates come to two server processes on one real PostgreSQL; servers,
database and load share the cores of the machine. Arrivals are open-loop: each call has its planned moment,
however long the servers take for those before it, and its latency counts from that moment. Successive
calls of one candidate go to the two processes by turns. PostgreSQL runs with its own settings, every
commit on disk.

- **Starting**: candidates arrive by chance within the minute; each starts, redeems its ticket a second
  later, and then reports three statuses a second apart, signed as an app signs them.
- **Heartbeats**: all of them say every five seconds that they are there, for five minutes.
- **From the desk to the app**: staff send a message on a student's page of one process; it has come when
  the app's line, open to that process or the other, has it.
- **Status events beside bare inserts**: as fast as answers come, by turns with two bare Fastify processes that
  do one parametrised insert a request into the same PostgreSQL and have the same memory for young objects.
  Over as many connections as an institution's proxy keeps open to each process, as in the other parts,
  and over a quarter of them. An event is a signed record of a log: its signature is verified (Ed25519, 0.05 ms by libsodium
  here), its chain continued, and five rows are written or changed, all of them on disk before it is acknowledged.
- **Students page**: of one exam with 100 students, whole, over HTTP, while other exams' sessions grow.
`;

/** The figures as Markdown. */
export function crowdSections(
  { starting, beating, reaching, ratios, students }: CrowdFigures,
  table: Table,
): string[] {
  const side = (name: string, { perSecond, servers, database, load }: Ratio['insert']) => [
    name,
    `${whole(perSecond.median)} (${whole(perSecond.lowest)}–${whole(perSecond.highest)})`,
    ...[servers, database, load].map((each) => each.toFixed(3)),
  ];
  return [
    `## ${starting.candidates} candidates start within ${starting.seconds} seconds`,
    latencyTable(table, [
      ['start', starting.start],
      ['redeem', starting.redeem],
      ['status event', starting.status],
    ]),
    workLine(starting.work),
    `## Heartbeats of ${beating.sessions} open sessions for ${beating.seconds} seconds`,
    latencyTable(table, [['heartbeat', beating.beats]]),
    `${whole(beating.beats.count / beating.seconds)} a second. ${workLine(beating.work)}`,
    `## From the desk to the app, with ${reaching.lines} apps listening`,
    latencyTable(table, [['message', reaching.messages]]),
    '## Status events beside bare inserts, two processes each',
    ...ratios.flatMap(({ connections, insert, status, ratio }) => [
      `### Over ${connections} connections to each process`,
      table(
        ['', 'a second', 'servers, ms each', 'database, ms each', 'load, ms each'],
        [side('bare server: one insert', insert), side('status event', status)],
      ),
      `Status events are **${ratio.toFixed(2)}** of the bare inserts.`,
    ]),
    '## The Students page',
    table(
      ['sessions in the database', 'page, ms'],
      students.points.map(([count, took]) => [whole(count), took.toFixed(1)]),
    ),
    `Another 10,000 sessions in the database cost the page ${students.perTenThousand.toFixed(2)} ms.`,
  ];
}

function latencyTable(table: Table, rows: readonly (readonly [string, Latencies])[]): string {
  return table(
    ['', 'calls', 'p50 ms', 'p95 ms', 'p99 ms', 'most ms', 'errors'],
    rows.map(([name, { count, p50, p95, p99, most, errors }]) => [
      name,
      whole(count),
      ...[p50, p95, p99, most].map(whole),
      Object.keys(errors).length === 0
        ? '0'
        : Object.entries(errors)
            .map(([what, times]) => `${times} × ${what}`)
            .join(', '),
    ]),
  );
}

function workLine({ servers, database, load }: Work): string {
  const percent = (share: number): string => `${Math.round(share * 100)} %`;
  return `Of one core: the servers ${percent(servers)}, PostgreSQL ${percent(database)}, the load ${percent(load)}.`;
}

const whole = (value: number): string => String(Math.round(value));
