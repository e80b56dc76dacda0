import { z } from 'zod';
import type { RunCommand } from './command.ts';
import { runPowerShell } from './powerShell.ts';
import type { RunningProcess } from './runningProcess.ts';

/**
 * Names, paths, original names, signers and starts of every process that this user may look at. Reading
 * a signature takes up to some 50 ms, so each file is read once, the system's own are left out, and after
 * five seconds no more are.
 */
const SCRIPT = `
$ErrorActionPreference = 'SilentlyContinue'
[Console]::OutputEncoding = [Text.Encoding]::UTF8
$signers = @{}
$clock = [Diagnostics.Stopwatch]::StartNew()
function SignerOf($path) {
  if (-not $path -or $path.StartsWith($env:SystemRoot, 'OrdinalIgnoreCase')) { return '' }
  if (-not $signers.ContainsKey($path)) {
    if ($clock.ElapsedMilliseconds -gt 5000) { return '' }
    $signature = Get-AuthenticodeSignature -LiteralPath $path
    $signers[$path] = ''
    if ($signature.Status -eq 'Valid') {
      $signers[$path] = $signature.SignerCertificate.GetNameInfo('SimpleName', $false)
    }
  }
  return $signers[$path]
}
$list = foreach ($process in Get-Process) {
  $original = ''; $started = ''
  try { $original = $process.MainModule.FileVersionInfo.OriginalFilename } catch { }
  try { $started = $process.StartTime.ToFileTimeUtc().ToString() } catch { }
  [pscustomobject]@{
    pid = $process.Id; name = $process.ProcessName; path = $process.Path
    original = $original; started = $started; signer = SignerOf $process.Path
  }
}
ConvertTo-Json -Compress -InputObject @($list)
`;

/** The process that owns the window in front. */
const FRONT_SCRIPT = `
$ErrorActionPreference = 'SilentlyContinue'
[Console]::OutputEncoding = [Text.Encoding]::UTF8
Add-Type -Namespace Invigil -Name Front -MemberDefinition '
  [DllImport("user32.dll")] public static extern IntPtr GetForegroundWindow();
  [DllImport("user32.dll")] public static extern uint GetWindowThreadProcessId(IntPtr window, out uint id);'
$id = [uint32]0
[void][Invigil.Front]::GetWindowThreadProcessId([Invigil.Front]::GetForegroundWindow(), [ref]$id)
$process = Get-Process -Id $id
$original = ''
try { $original = $process.MainModule.FileVersionInfo.OriginalFilename } catch { }
ConvertTo-Json -Compress -InputObject @([pscustomobject]@{
  pid = $process.Id; name = $process.ProcessName; path = $process.Path
  original = $original; started = ''
})
`;

const Listed = z.array(
  z.object({
    pid: z.number().int(),
    name: z.string(),
    path: z.string().nullish(),
    original: z.string().nullish(),
    started: z.string().nullish(),
    signer: z.string().nullish(),
  }),
);

/** Rejects when PowerShell is forbidden by policy, missing or too slow. */
export async function readThoroughly(run: RunCommand): Promise<RunningProcess[]> {
  return parseProcesses(await runPowerShell(run, SCRIPT));
}

/** Rejects as `readThoroughly`, and when nothing is in front. */
export async function readProcessInFront(run: RunCommand): Promise<RunningProcess | undefined> {
  return parseProcesses(await runPowerShell(run, FRONT_SCRIPT))[0];
}

/** Reads the JSON that the script prints. Throws when it is no such JSON. */
export function parseProcesses(stdout: string): RunningProcess[] {
  return Listed.parse(JSON.parse(stdout.replace(/^\uFEFF/, ''))).map((process) => ({
    pid: process.pid,
    name: process.name,
    started: process.started ?? '',
    ...(process.path ? { path: process.path } : {}),
    ...(process.original ? { originalName: process.original } : {}),
    ...(process.signer ? { signer: process.signer } : {}),
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
