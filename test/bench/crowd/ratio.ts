import type { Quiet } from '../machine/quiet.ts';
import { startBareServer } from '../server/bareServer.ts';
import { insertShots } from '../server/shots.ts';
import type { Shot } from '../server/load.ts';
import { median, summarise, type Summary } from '../statistics.ts';
import { holderOf, newCandidates, redemption, statusReport, type Holder } from './candidate.ts';
import type { Servers, Work } from './servers.ts';
import { openWire, prepare, type Prepared, type Wire } from './wire.ts';
import type { Status } from '../../../contract/status.ts';

const INSERTS = 12_000;
const APPS = 2_500;
const WAY: readonly Status[] = [
  'after_check_req',
  'in_setup',
  'exam_not_started',
  'in_setup',
  'exam_started',
  'exam_finished',
];

interface Side {
  readonly perSecond: Summary;
  /** Processor milliseconds of one call. */
  readonly servers: number;
  readonly database: number;
  readonly load: number;
}

export interface Ratio {
  /** To each of the two processes, of either side. */
  readonly connections: number;
  readonly insert: Side;
  readonly status: Side;
  /** Of the calls a second; the middle one of the runs' own. */
  readonly ratio: number;
}

interface Measured {
  readonly perSecond: number;
  readonly work: Work;
}

/** Status events and bare inserts by turns, two processes each, as fast as answers come. */
export async function measureRatio(
  servers: Servers,
  {
    connections,
    runs,
    quiet,
    say,
  }: { connections: number; runs: number; quiet: Quiet; say: (line: string) => void },
): Promise<Ratio> {
  const database = await servers.newDatabase();
  const bare = [await startBareServer(database), await startBareServer(database)] as const;
  const wires = [openWire(bare[0].url, connections), openWire(bare[1].url, connections)] as const;
  const pairs: { insert: Measured; status: Measured }[] = [];
  try {
    for (let run = 0; run <= runs; run += 1) {
      await quiet.wait();
      const pids = bare.map(({ pid }) => pid);
      const insert = await saturate(wires, connections, inserts(bare[0].url), () =>
        servers.readWork(pids),
      );
      const apps = await openSome(servers, APPS);
      const reports = statuses(servers.urls, apps);
      await quiet.wait();
      const status = await saturate(servers.wires, connections, reports, () => servers.readWork());
      // The first run warms both sides up.
      if (run > 0) pairs.push({ insert, status });
      const rates = [insert, status].map(({ perSecond }) => Math.round(perSecond));
      say(`inserts and status events a second, run ${run} of ${runs}: ${rates.join(', ')}`);
    }
  } finally {
    for (const wire of wires) wire.close();
    await Promise.all(bare.map((each) => each.stop()));
  }
  const of = (side: 'insert' | 'status'): Side => ({
    perSecond: summarise(pairs.map((pair) => pair[side].perSecond)),
    servers: median(pairs.map((pair) => pair[side].work.servers)),
    database: median(pairs.map((pair) => pair[side].work.database)),
    load: median(pairs.map((pair) => pair[side].work.load)),
  });
  return {
    connections,
    insert: of('insert'),
    status: of('status'),
    ratio: median(pairs.map(({ insert, status }) => status.perSecond / insert.perSecond)),
  };
}

function inserts(url: string): Prepared[][] {
  const ready = ({ body, headers }: Shot): Prepared[] => [
    prepare(`${url}/ev`, body, headers ?? {}),
  ];
  return insertShots(INSERTS).map(ready);
}

/** Each app's whole way, to be sent in turn: its log has an order. */
function statuses(urls: Servers['urls'], apps: readonly Holder[]): Prepared[][] {
  return apps.map((app) => WAY.map((status) => statusReport(urls[0], app, status)));
}

/** @param rows each is sent in turn over one connection; the connections take one row after another */
async function saturate(
  wires: readonly [Wire, Wire],
  connections: number,
  rows: readonly (readonly Prepared[])[],
  readWork: () => Promise<Work>,
): Promise<Measured> {
  let next = 0;
  const before = await readWork();
  const begun = performance.now();
  const take = async (_each: unknown, place: number): Promise<void> => {
    const wire = place % 2 === 0 ? wires[0] : wires[1];
    for (let row = rows[next++]; row !== undefined; row = rows[next++]) {
      for (const request of row) {
        const { status, body } = await wire.ask(request);
        if (status !== 200) throw new Error(`${status}: ${body.toString()}`);
      }
    }
  };
  await Promise.all(Array.from({ length: connections * 2 }, take));
  const milliseconds = performance.now() - begun;
  const after = await readWork();
  const count = rows.reduce((sum, row) => sum + row.length, 0);
  return {
    perSecond: (count / milliseconds) * 1000,
    work: {
      servers: (after.servers - before.servers) / count,
      database: (after.database - before.database) / count,
      load: (after.load - before.load) / count,
    },
  };
}

async function openSome({ lms, urls, wires }: Servers, count: number): Promise<Holder[]> {
  const holders: Holder[] = [];
  const left = newCandidates(lms, count);
  const open = async (): Promise<void> => {
    for (let each = left.pop(); each !== undefined; each = left.pop()) {
      const started = await wires[0].ask(each.start);
      const redeemed = await wires[1].ask(redemption(urls[1], each, started.body));
      holders.push(holderOf(each, redeemed.body));
    }
  };
  await Promise.all(Array.from({ length: 16 }, open));
  return holders;
}
