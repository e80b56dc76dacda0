import { readFileSync } from 'node:fs';
import type { RunCommand } from './command.ts';
import { runPowerShell } from './powerShell.ts';
import { parseStat } from './processesLinux.ts';
import type { RunningProcess } from './runningProcess.ts';

/** `gone`: it no longer runs. `asked`: it was told to end. `refused`: the system does not let us. */
export type EndAnswer = 'gone' | 'asked' | 'refused';

/** Ends one process, known by its pid and its start: a pid alone may be another's a moment later. */
export interface ProcessEnder {
  readonly isThere: (process: RunningProcess) => Promise<boolean>;
  /** Politely, so that it can save what is unsaved; `force` ends it at once. */
  readonly ask: (process: RunningProcess, force: boolean) => Promise<EndAnswer>;
}

type Signal = (pid: number, signal: NodeJS.Signals) => void;

export function createProcessEnder(
  platform: NodeJS.Platform,
  run: RunCommand,
  signal: Signal = (pid, name) => void process.kill(pid, name),
): ProcessEnder {
  if (platform === 'win32') return windowsEnder(run);
  const isThere = platform === 'linux' ? isThereOnLinux : isThereOnMacos(run);
  return {
    isThere,
    async ask(process, force) {
      if (!(await isThere(process))) return 'gone';
      try {
        signal(process.pid, force ? 'SIGKILL' : 'SIGTERM');
        return 'asked';
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? error.code : undefined;
        if (code === 'ESRCH') return 'gone';
        if (code === 'EPERM') return 'refused';
        throw error;
      }
    },
  };
}

function isThereOnLinux({ pid, started }: RunningProcess): Promise<boolean> {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return Promise.resolve(false);
  }
  const stat = parseStat(text);
  return Promise.resolve(stat?.isZombie === false && stat.started === started);
}

/** `lstart` is whole seconds; ps leaves with 1 when there is no such process. */
function isThereOnMacos(run: RunCommand) {
  return async ({ pid, started }: RunningProcess): Promise<boolean> => {
    const text = await run('/bin/ps', ['-o', 'lstart=', '-p', String(pid)], { codes: [1] });
    const then = Date.parse(started);
    return Math.abs(Date.parse(text.trim()) - then) < 1_000;
  };
}

/**
 * One script looks and acts, so that nothing can happen in between. Politely is WM_CLOSE to its main
 * window, as by its own close button.
 */
function windowsEnder(run: RunCommand): ProcessEnder {
  const act = async (process: RunningProcess, action: string): Promise<string> => {
    if (!/^\d+$/.test(process.started)) return 'unknown';
    const script = `
$ErrorActionPreference = 'Stop'
try { $process = Get-Process -Id ${Math.trunc(process.pid)} } catch { 'gone'; exit }
try { $started = $process.StartTime.ToFileTimeUtc().ToString() } catch { 'refused'; exit }
if ($started -ne '${process.started}') { 'gone'; exit }
${action}
`;
    return (await runPowerShell(run, script)).trim();
  };
  const polite = "if ($process.CloseMainWindow()) { 'asked' } else { 'refused' }";
  const forced = "try { $process.Kill(); 'asked' } catch { 'refused' }";
  return {
    isThere: async (process) => (await act(process, "'there'")) === 'there',
    async ask(process, force) {
      const answer = await act(process, force ? forced : polite);
      return answer === 'gone' || answer === 'asked' ? answer : 'refused';
    },
  };
}
