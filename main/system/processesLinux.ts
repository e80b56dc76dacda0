import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { setImmediate as breathe } from 'node:timers/promises';
import type { DebianOwner } from './debianPackages.ts';
import { packageOf } from './packagesLinux.ts';
import type { ProcessScanner, RunningProcess } from './runningProcess.ts';

/** Milliseconds: with `ROUND` looks a round, a program that an old process became is seen within two seconds. */
const INTERVAL = 600;
/** Looks in which every process is asked once which program it runs. */
const ROUND = 3;
/** Rounds after which names and starts are compared too: a pid taken again by the same program. */
const THOROUGH_ROUND = 8;
/** Looks during which a new process is asked each time: between fork and exec it is still its parent. */
const YOUNG = 8;
/** Files of /proc are answered from memory, so reading many at once is quicker than asking one by one. */
const READ_AT_ONCE = 200;
/** PF_KTHREAD of linux/sched.h in field 9 of stat: the kernel's own, which never run a program. */
const KERNEL_THREAD = 0x00200000;

const GONE: ReadonlySet<string> = new Set(['ENOENT', 'ESRCH', 'EACCES', 'EPERM']);

interface Known {
  /** Undefined for the kernel's own. */
  process: RunningProcess | undefined;
  /** Look at which it was first seen, and at which it was last there. */
  readonly since: number;
  seen: number;
}

/**
 * Lists the pids each time and reads only what is new. Whether a known one has become another program, or
 * its pid another process, is asked of the young ones each time and of all others in turn, by the link to
 * its file: the one read of /proc that costs a single system call. A process that ends while it is read
 * is left out.
 */
export function createLinuxScanner(
  root = '/proc',
  debian: DebianOwner = () => undefined,
): ProcessScanner {
  const known = new Map<number, Known>();
  let look = 0;
  // Kept until a look succeeds: one that fails half-way must not swallow what it found.
  let came: RunningProcess[] = [];
  let gone: RunningProcess[] = [];
  const drop = (pid: number, { process }: Known): void => {
    known.delete(pid);
    if (process !== undefined) gone.push(process);
  };

  return {
    interval: INTERVAL,
    async look() {
      look += 1;
      let read = 0;
      for (const pid of pidsIn(root)) {
        const before = known.get(pid);
        if (before !== undefined) {
          before.seen = look;
          const due = dueNow(before, pid, look);
          if (due === 'nothing' || isStill(root, before.process, due)) continue;
          drop(pid, before);
        }
        if (read > 0 && read % READ_AT_ONCE === 0) await breathe();
        read += 1;
        const found = readProcess(root, pid, { look, debian });
        if (found === undefined) continue;
        known.set(pid, found);
        if (found.process !== undefined) came.push(found.process);
      }
      for (const [pid, each] of known) if (each.seen !== look) drop(pid, each);
      const changes = { came, gone };
      came = [];
      gone = [];
      return changes;
    },
  };
}

/** Everything that runs, read at once. */
export async function listLinux(
  root = '/proc',
  debian?: DebianOwner,
): Promise<readonly RunningProcess[]> {
  return (await createLinuxScanner(root, debian).look()).came;
}

function pidsIn(root: string): number[] {
  const pids: number[] = [];
  for (const name of readdirSync(root)) {
    const first = name.charCodeAt(0);
    if (first >= 49 && first <= 57) pids.push(Number(name));
  }
  return pids;
}

/** `all`: its name and start as well, which cost three times as much as the link to its file. */
type Due = 'nothing' | 'file' | 'all';

function dueNow({ process, since }: Known, pid: number, look: number): Due {
  if (process === undefined) return 'nothing';
  if (look - since <= YOUNG) return 'all';
  if (pid % ROUND !== look % ROUND) return 'nothing';
  return process.path === undefined || Math.floor(look / ROUND) % THOROUGH_ROUND === 0
    ? 'all'
    : 'file';
}

/** Whether the process is still the one that it was, and the program; false also when it is gone. */
function isStill(root: string, process: RunningProcess | undefined, due: Due): boolean {
  if (process === undefined) return true;
  const folder = `${root}/${process.pid}`;
  if (process.path !== undefined && fileOf(folder) !== process.path) return false;
  if (due === 'file') return true;
  const stat = readStat(folder);
  return stat?.name === process.name && stat.started === process.started;
}

interface Reading {
  readonly look: number;
  /** Asked of a program that is new and of no other package. */
  readonly debian: DebianOwner;
}

function readProcess(root: string, pid: number, { look, debian }: Reading): Known | undefined {
  const folder = `${root}/${pid}`;
  const stat = readStat(folder);
  if (stat === undefined) return undefined;
  const life = { since: look, seen: look };
  if (stat.isKernelThread) return { ...life, process: undefined };
  const { name, started } = stat;
  const file = fileOf(folder);
  if (file === undefined) return { ...life, process: { pid, name, started } };
  const packageId = packageOf(file, () => readFileSync(`${folder}/cgroup`, 'utf8')) ?? debian(file);
  const process = { pid, name, started, path: file };
  return {
    ...life,
    process: packageId === undefined ? process : { ...process, packageId },
  };
}

/** Undefined when it is gone, or as good as. */
function readStat(folder: string): Stat | undefined {
  const text = unlessGone(() => readFileSync(`${folder}/stat`, 'utf8'));
  const stat = text === undefined ? undefined : parseStat(text);
  return stat?.isZombie === true ? undefined : stat;
}

export interface Stat {
  readonly name: string;
  /** Field 22: the start in ticks since boot. */
  readonly started: string;
  readonly isKernelThread: boolean;
  /** It has ended, and only its parent has not asked yet how. */
  readonly isZombie: boolean;
}

/**
 * proc(5): the name stands in parentheses and may hold some itself; field 3 is the state, 9 the flags, 20
 * the threads. A zombie that has threads left is a process whose first thread alone has ended.
 */
export function parseStat(text: string): Stat | undefined {
  const open = text.indexOf('(');
  const close = text.lastIndexOf(')');
  if (open < 0 || close < open) return undefined;
  const fields = text.slice(close + 2).split(/\s/, 20);
  const started = fields[19];
  if (started === undefined) return undefined;
  return {
    name: text.slice(open + 1, close),
    started,
    isKernelThread: (Number(fields[6]) & KERNEL_THREAD) !== 0,
    isZombie: fields[0] === 'Z' && Number(fields[17]) <= 1,
  };
}

/** Kernel threads have no file, other users' processes do not show theirs: then the name counts alone. */
function fileOf(folder: string): string | undefined {
  try {
    const file = readlinkSync(`${folder}/exe`);
    return file.endsWith(' (deleted)') ? file.slice(0, -' (deleted)'.length) : file;
  } catch {
    return undefined;
  }
}

/**
 * ENOENT before the file is opened, ESRCH while it is read; EACCES and EPERM where other users' processes
 * are hidden (`hidepid`), which to this user are as good as gone.
 */
function unlessGone<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (typeof code === 'string' && GONE.has(code)) return undefined;
    throw error;
  }
}
