import type { ProcessIdentity } from '../../contract/processRules.ts';

/** One process, by what a rule can be matched with. Command lines are never read. */
export interface RunningProcess extends ProcessIdentity {
  readonly pid: number;
  /** With the pid it tells a process from a later one of the same number; empty where not known. */
  readonly started: string;
}

/** What is different from one look to the next. A process that became another program is in both. */
export interface ProcessChanges {
  readonly came: readonly RunningProcess[];
  /** The very objects that came before. */
  readonly gone: readonly RunningProcess[];
}

/** Looks at what runs, again and again, at the least cost the system allows. */
export interface ProcessScanner {
  /** The first look finds everything new. */
  readonly look: () => Promise<ProcessChanges>;
  /** Milliseconds between two looks that the cost of one allows. */
  readonly interval: number;
}

/** A scanner of a system that can only list everything: what was there before is the same process. */
export function scannerOfLists(
  interval: number,
  list: () => Promise<readonly RunningProcess[]>,
): ProcessScanner {
  let known = new Map<string, RunningProcess>();
  return {
    interval,
    async look() {
      const now = new Map<string, RunningProcess>();
      const came: RunningProcess[] = [];
      for (const process of await list()) {
        const key = `${process.pid} ${process.started} ${process.name} ${process.path ?? ''}`;
        const same = known.get(key);
        if (same === undefined) came.push(process);
        now.set(key, same ?? process);
      }
      const gone = [...known].filter(([key]) => !now.has(key)).map(([, process]) => process);
      known = now;
      return { came, gone };
    },
  };
}
