import type { RunCommand } from './command.ts';

/** A cold start of PowerShell takes 2–4 s on a slow disk, long device lists about as long again. */
const TIMEOUT = 15_000;

/** Runs a script of ours and gives what it printed. Rejects as `RunCommand` does. */
export function runPowerShell(run: RunCommand, script: string): Promise<string> {
  // Encoded: a script on the command line would be quoted by one rule and read by another.
  const encoded = Buffer.from(script, 'utf16le').toString('base64');
  const args = ['-NoProfile', '-NonInteractive', '-NoLogo', '-EncodedCommand', encoded];
  return run('powershell.exe', args, { timeout: TIMEOUT });
}
