import psList from 'ps-list';
import type { ProcessRule } from '../../contract/processRules.ts';
import type { RunCommand } from './command.ts';
import { debianOwner } from './debianPackages.ts';
import { createLinuxScanner, listLinux } from './processesLinux.ts';
import { parseApplications } from './processesMacos.ts';
import { parseTasklist, readThoroughly } from './processesWindows.ts';
import { scannerOfLists, type ProcessScanner, type RunningProcess } from './runningProcess.ts';
import { createTeamIds, type TeamIds } from './teamIdsMacos.ts';

/** The scanner for the time of the exam: Linux reads only what is new, elsewhere each scan is whole. */
export function createProcessScanner(
  platform: NodeJS.Platform,
  run: RunCommand,
  rules: readonly ProcessRule[],
): ProcessScanner {
  if (platform === 'linux') return createLinuxScanner('/proc', debianOwner(rules));
  // ps-list starts a program each time, about 20 ms of processor time and more with many processes: one
  // percent of a core at this pace. A list of the system's own that costs less may be asked more often.
  const teamIds = createTeamIds(run);
  return scannerOfLists(2_000, () => listProcesses(platform, run, { rules, teamIds }));
}

interface Listing {
  /** Reads on Windows also the files' paths and original names, which takes seconds. */
  readonly thorough?: boolean;
  /** Those that programs are held against: which marks are worth looking for. */
  readonly rules: readonly ProcessRule[];
  /** Of macOS; one that lasts asks about each file once. */
  readonly teamIds?: TeamIds;
}

/** Everything that runs. Rejects when no way of listing works. */
export async function listProcesses(
  platform: NodeJS.Platform,
  run: RunCommand,
  { thorough = false, rules, teamIds = createTeamIds(run) }: Listing,
): Promise<readonly RunningProcess[]> {
  if (platform === 'linux') return listLinux('/proc', debianOwner(rules));
  if (platform === 'win32') return listWindows(run, thorough);
  const [listed, bundleIds] = await Promise.all([listByPs(), readBundleIds(run)]);
  const teams = await teamIds(listed.flatMap((process) => process.path ?? []));
  return listed.map((process) => {
    const bundleId = bundleIds.get(process.pid);
    const teamId = teams.get(process.path ?? '');
    return {
      ...process,
      ...(bundleId === undefined ? {} : { bundleId }),
      ...(teamId === undefined ? {} : { teamId }),
    };
  });
}

async function listByPs(): Promise<RunningProcess[]> {
  return (await psList()).map(({ pid, name, path, startTime }) => ({
    pid,
    name,
    started: startTime?.toISOString() ?? '',
    ...(path === undefined || path === '' ? {} : { path }),
  }));
}

/** Of two ways to ask the one that knows more first; the last is there on every Windows. */
async function listWindows(run: RunCommand, thorough: boolean): Promise<readonly RunningProcess[]> {
  const ways = [
    ...(thorough ? [() => readThoroughly(run)] : []),
    listByPs,
    async () => parseTasklist(await run('tasklist.exe', ['/fo', 'csv', '/nh'])),
  ];
  const failures: unknown[] = [];
  for (const list of ways) {
    try {
      return await list();
    } catch (failure) {
      failures.push(failure);
    }
  }
  throw new AggregateError(failures, 'processes could not be listed');
}

/** Without Launch Services' answer the names and paths are matched alone. */
async function readBundleIds(run: RunCommand): Promise<ReadonlyMap<number, string>> {
  try {
    return parseApplications(await run('/usr/bin/lsappinfo', ['list']));
  } catch {
    return new Map();
  }
}
