import { readdir, readFile } from 'node:fs/promises';

/** A process as /proc/PID/stat tells of it (proc(5)). */
export interface Stat {
  readonly pid: number;
  readonly parent: number;
  readonly session: number;
  /** Clock ticks, of its reaped children too. */
  readonly ticks: number;
}

/** Memory of one process or of several together, bytes. */
export interface Memory {
  /** Proportional set size: pages that several share are shared out among them. */
  readonly pss: number;
  /** Unique set size: what would be free if they ended. */
  readonly uss: number;
}

/** Ticks a second that Linux tells processes of, on every architecture it runs on here. */
export const TICKS_PER_SECOND = 100;

export function parseStat(stat: string): Stat {
  // The name stands in brackets and may hold anything, brackets and spaces included.
  const rest = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const field = (number: number): number => Number(rest[number - 3]);
  return {
    pid: Number.parseInt(stat, 10),
    parent: field(4),
    session: field(6),
    ticks: field(14) + field(15) + field(16) + field(17),
  };
}

/**
 * A program with everything it started: its descendants, and those of its session, to which a helper
 * belongs even when its parent has ended and another took it in.
 */
export function treeOf(root: number, all: readonly Stat[]): Stat[] {
  const members = new Set<number>([root]);
  for (let before = 0; before !== members.size;) {
    before = members.size;
    for (const { pid, parent, session } of all) {
      if (members.has(parent) || session === root) members.add(pid);
    }
  }
  return all.filter(({ pid }) => members.has(pid));
}

/** Reads /proc/PID/smaps_rollup. */
export function parseMemory(rollup: string): Memory {
  const bytes = (name: string): number => {
    const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(rollup)?.[1];
    if (kilobytes === undefined) throw new Error(`smaps_rollup tells no ${name}`);
    return Number(kilobytes) * 1024;
  };
  return { pss: bytes('Pss'), uss: bytes('Private_Clean') + bytes('Private_Dirty') };
}

export async function listProcesses(): Promise<Stat[]> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const read = names.map((name) => readUnlessGone(`/proc/${name}/stat`));
  return (await Promise.all(read)).filter((text) => text !== '').map(parseStat);
}

/** The memory of a program and everything it started. */
export async function readMemory(root: number): Promise<Memory & { readonly processes: number }> {
  const tree = treeOf(root, await listProcesses());
  const texts = tree.map(({ pid }) => readUnlessGone(`/proc/${pid}/smaps_rollup`));
  const memories = (await Promise.all(texts)).filter((text) => text !== '').map(parseMemory);
  if (memories.length === 0) throw new Error(`process ${root} is not there`);
  return {
    pss: memories.reduce((sum, { pss }) => sum + pss, 0),
    uss: memories.reduce((sum, { uss }) => sum + uss, 0),
    processes: memories.length,
  };
}

/** The processor time that a program and everything it started have had, milliseconds. */
export async function readProcessorTime(root: number): Promise<number> {
  const tree = treeOf(root, await listProcesses());
  return (tree.reduce((sum, { ticks }) => sum + ticks, 0) / TICKS_PER_SECOND) * 1000;
}

/** Resident memory of one process, bytes. */
export async function readResident(pid: number): Promise<number> {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1];
  if (kilobytes === undefined) throw new Error(`process ${pid} tells no VmRSS`);
  return Number(kilobytes) * 1024;
}

/** Empty when the process ended while we looked. */
async function readUnlessGone(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ESRCH') return '';
    throw error;
  }
}
