import type { RunningProcess } from '../runningProcess.ts';
import type { FileIdentity } from './fileIdentity.ts';
import type { NativeWindows } from './native.ts';
import type { NativeProcess } from './processList.ts';

/** What of the native layer tells processes. */
export type ProcessReader = Pick<NativeWindows, 'listProcesses' | 'readProcess' | 'identify'>;
/** One process of Windows, with who signed its file. */
export type WindowsProcess = RunningProcess & FileIdentity;

/** Milliseconds between two lists: one is a call, and reads what is new. */
export const WINDOWS_SCAN_INTERVAL = 1_000;
/** Of the known processes one in so many is asked anew at each list: a number may be another's by now. */
const ASKED_IN_TURN = 8;

/**
 * Lists what runs, again and again, by one snapshot each time. A process is asked itself (start, path,
 * what its file says) when its number, name or parent is new. A Windows process never becomes another
 * program, but its number is given again: known ones are asked for their start in turn.
 * @returns a function that gives the very object of before for a process that was there before; it
 *   throws when Windows gives no list
 */
export function windowsProcessLister(native: ProcessReader): () => WindowsProcess[] {
  let known = new Map<string, WindowsProcess>();
  let turn = 0;
  return () => {
    const now = new Map<string, WindowsProcess>();
    turn = (turn + 1) % ASKED_IN_TURN;
    for (const listed of programsOf(native)) {
      const key = `${listed.pid} ${listed.parentPid} ${listed.name}`;
      const before = known.get(key);
      // Numbers are multiples of four.
      const isDue = (listed.pid >> 2) % ASKED_IN_TURN === turn;
      const isKnown = before !== undefined && !(isDue && isAnother(native, before));
      now.set(key, isKnown ? before : describeProcess(native, listed));
    }
    known = now;
    return [...now.values()];
  };
}

/** Everything that runs, each process asked. Throws when Windows gives no list. */
export function listWindowsProcesses(native: ProcessReader): WindowsProcess[] {
  return programsOf(native).map((listed) => describeProcess(native, listed));
}

/** One process by its number alone, as of a window in front. */
export function readWindowsProcess(native: ProcessReader, pid: number): WindowsProcess | undefined {
  const facts = native.readProcess(pid);
  if (facts.path !== undefined) {
    const name = facts.path.slice(facts.path.lastIndexOf('\\') + 1);
    return processOf(native, { pid, name }, facts);
  }
  const listed = programsOf(native).find((process) => process.pid === pid);
  return listed === undefined ? undefined : describeProcess(native, listed);
}

/** 0 is the processors' idle time and no program. */
function programsOf(native: ProcessReader): NativeProcess[] {
  return native.listProcesses().filter(({ pid }) => pid !== 0);
}

function isAnother(native: ProcessReader, { pid, started }: RunningProcess): boolean {
  return (native.readProcess(pid).started ?? '') !== started;
}

function describeProcess(native: ProcessReader, listed: NativeProcess): WindowsProcess {
  return processOf(native, listed, native.readProcess(listed.pid));
}

function processOf(
  native: ProcessReader,
  { pid, name }: Pick<NativeProcess, 'pid' | 'name'>,
  { path, started }: ReturnType<ProcessReader['readProcess']>,
): WindowsProcess {
  return {
    pid,
    name,
    started: started ?? '',
    ...(path === undefined ? {} : { path, ...native.identify(path) }),
  };
}
