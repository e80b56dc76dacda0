import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import psList from 'ps-list';
import { processes as systemInformation } from 'systeminformation';
import { createLinuxScanner } from '../../../main/system/processesLinux.ts';
import { TICKS_PER_SECOND } from '../machine/processTree.ts';
import type { Quiet } from '../machine/quiet.ts';
import { median, summarise, type Summary } from '../statistics.ts';
import { startSleepers } from './sleepers.ts';

/** What is measured; the first two are what others would use, the third is the least that can be read. */
export const WAYS = ['psList', 'systemInformation', 'bareRead', 'fullScan', 'look'] as const;
export type Way = (typeof WAYS)[number];

export interface ScanFigures {
  /** Processes of the machine while it was measured. */
  readonly processes: number;
  /** Processor time of one call, milliseconds, of what it starts too. */
  readonly work: Readonly<Record<Way, Summary>>;
  /** How many times the work of one average look the others' is: the median of the runs' own ratios. */
  readonly ofLook: Readonly<Record<Exclude<Way, 'look'>, number>>;
}

/** Calls in a row, so that the kernel's ticks of 10 ms, in which children are counted, are small beside them. */
const CALLS: Readonly<Record<Way, number>> = {
  psList: 10,
  systemInformation: 2,
  bareRead: 10,
  fullScan: 10,
  look: 1,
};
/** Two full turns of what a scanner does every so often (see `THOROUGH_ROUND`). */
const LOOKS = 48;
/** Looks after which nothing is young any more. */
const AGEING = 12;

interface Setting {
  readonly counts: readonly number[];
  readonly runs: number;
  readonly quiet: Pick<Quiet, 'wait'>;
  readonly say: (line: string) => void;
}

/** Each way by turns, on a machine that is filled up to each of the counts. */
export async function measureScans(setting: Setting): Promise<ScanFigures[]> {
  const all: ScanFigures[] = [];
  for (const count of setting.counts) {
    const sleepers = await startSleepers(count);
    try {
      all.push(await measureAt(sleepers.processes, setting));
    } finally {
      await sleepers.end();
    }
  }
  return all;
}

async function measureAt(processes: number, { runs, quiet, say }: Setting): Promise<ScanFigures> {
  const measured: Record<Way, number>[] = [];
  // What a compiler makes of the code is made before it counts.
  await measureRun();
  for (let run = 1; run <= runs; run += 1) {
    await quiet.wait();
    const each = await measureRun();
    measured.push(each);
    const words = WAYS.map((way) => `${way} ${each[way].toFixed(2)}`).join(', ');
    say(`${processes} processes, run ${run} of ${runs}, processor ms: ${words}`);
  }
  const ratio = (way: Way) => median(measured.map((each) => each[way] / each.look));
  return {
    processes,
    work: mapWays((way) => summarise(measured.map((each) => each[way]))),
    ofLook: {
      psList: ratio('psList'),
      systemInformation: ratio('systemInformation'),
      bareRead: ratio('bareRead'),
      fullScan: ratio('fullScan'),
    },
  };
}

async function measureRun(): Promise<Record<Way, number>> {
  return {
    psList: await workOf(CALLS.psList, () => psList()),
    systemInformation: await workOf(CALLS.systemInformation, () => systemInformation()),
    bareRead: await workOf(CALLS.bareRead, () => Promise.resolve(readBare())),
    fullScan: await workOf(CALLS.fullScan, () => createLinuxScanner().look()),
    look: await workOfLooks(),
  };
}

async function workOfLooks(): Promise<number> {
  const scanner = createLinuxScanner();
  for (let looks = 0; looks < AGEING; looks += 1) await scanner.look();
  return workOf(LOOKS, () => scanner.look());
}

/** The same facts for every process, and nothing kept: name, start and file. */
function readBare(): number {
  let read = 0;
  for (const pid of readdirSync('/proc')) {
    if (!/^\d/.test(pid)) continue;
    try {
      readFileSync(`/proc/${pid}/stat`, 'utf8');
      readlinkSync(`/proc/${pid}/exe`);
      read += 1;
    } catch {
      // The kernel's own have no file, and some end meanwhile: they are read as far as they go.
      continue;
    }
  }
  return read;
}

/** Processor milliseconds of one of several calls in a row, of the children they reaped too. */
async function workOf(calls: number, call: () => Promise<unknown>): Promise<number> {
  const children = childTicks();
  const own = process.cpuUsage();
  for (let done = 0; done < calls; done += 1) await call();
  const { user, system } = process.cpuUsage(own);
  const reaped = ((childTicks() - children) * 1000) / TICKS_PER_SECOND;
  return ((user + system) / 1000 + reaped) / calls;
}

/** Fields 16 and 17 of proc(5): what children took that were waited for. */
function childTicks(): number {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[13]) + Number(fields[14]);
}

function mapWays(of: (way: Way) => Summary): Record<Way, Summary> {
  return {
    psList: of('psList'),
    systemInformation: of('systemInformation'),
    bareRead: of('bareRead'),
    fullScan: of('fullScan'),
    look: of('look'),
  };
}
