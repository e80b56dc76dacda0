import { z } from 'zod';
import type { RunCommand } from './command.ts';
import type { RunningProcess } from './runningProcess.ts';

/** Names, paths, original names and starts of every process that this user may look at. */
const SCRIPT = `
$ErrorActionPreference = 'SilentlyContinue'
[Console]::OutputEncoding = [Text.Encoding]::UTF8
$list = foreach ($process in Get-Process) {
  $original = ''; $started = ''
  try { $original = $process.MainModule.FileVersionInfo.OriginalFilename } catch { }
  try { $started = $process.StartTime.ToFileTimeUtc().ToString() } catch { }
  [pscustomobject]@{
    pid = $process.Id; name = $process.ProcessName; path = $process.Path
    original = $original; started = $started
  }
}
ConvertTo-Json -Compress -InputObject @($list)
`;

const Listed = z.array(
  z.object({
    pid: z.number().int(),
    name: z.string(),
    path: z.string().nullish(),
    original: z.string().nullish(),
    started: z.string().nullish(),
  }),
);

/** Rejects when PowerShell is forbidden by policy, missing or too slow. */
export async function readThoroughly(run: RunCommand): Promise<RunningProcess[]> {
  const encoded = Buffer.from(SCRIPT, 'utf16le').toString('base64');
  const args = ['-NoProfile', '-NonInteractive', '-NoLogo', '-EncodedCommand', encoded];
  return parseProcesses(await run('powershell.exe', args, { timeout: 15_000 }));
}

/** Reads the JSON that the script prints. Throws when it is no such JSON. */
export function parseProcesses(stdout: string): RunningProcess[] {
  return Listed.parse(JSON.parse(stdout.replace(/^\uFEFF/, ''))).map((process) => ({
    pid: process.pid,
    name: process.name,
    started: process.started ?? '',
    ...(process.path ? { path: process.path } : {}),
    ...(process.original ? { originalName: process.original } : {}),
  }));
}

/** `tasklist /fo csv /nh`: the name and the pid are the first two of the quoted fields. */
export function parseTasklist(text: string): RunningProcess[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const fields = /^"([^"]+)","(\d+)"/.exec(line);
    const [, name, pid] = fields ?? [];
    return name === undefined || pid === undefined ? [] : [{ pid: Number(pid), name, started: '' }];
  });
}
