/**
 * `npm run test:windows [-- --only keyboard,files] [--report]`: the Windows adapters, run for real by a
 * Windows Node under wine. With --report writes docs/reports/test-windows.md.
 */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { closingLine } from './counts.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { endWithNpm } from './endWithNpm.mjs';

/** What the run calls; a package each that is called the same, or as scripts/debian.mjs knows it. */
const tools = ['wine', 'Xvfb', 'xdotool'];

/** @param {string} tool */
const isPresent = (tool) =>
  (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .some((folder) => existsSync(path.join(folder, tool)));

/**
 * @param {(packages: string[]) => string} command that installs packages
 * @param {(tools: string[], isPresent: (tool: string) => boolean) => string[]} packagesFor
 * @returns {string | undefined} why nothing can be run here, and what to do
 */
function obstacle(command, packagesFor) {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return `wine runs them on Linux x64, and this is ${process.platform} ${process.arch}`;
  const missing = packagesFor(tools, isPresent);
  if (missing.length === 0) return undefined;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) return undefined;
  return `${missing.join(', ')} are missing; as root: sudo sh -c '${command(missing)}'`;
}

/** @param {string} why */
function skip(why) {
  const counts = { passed: 0, failed: 0, skipped: [{ name: 'the Windows adapters', reason: why }] };
  const file = process.env['INVIGIL_COUNTS'];
  if (file !== undefined) writeFileSync(file, JSON.stringify(counts));
  process.stdout.write(`skipped: the Windows adapters (${why})\n${closingLine(counts)}\n`);
}

endWithNpm();
ensureDependencies();
const { ensureDebian, installCommand, packagesForTools } = await import('./debian.mjs');
let why = obstacle(installCommand, packagesForTools);
if (why === undefined)
  await ensureDebian({ tools }).catch((/** @type {unknown} */ error) => {
    why = `wine could not be installed: ${error instanceof Error ? error.message : String(error)}`;
  });
if (why === undefined) {
  const { runProgram } = await import('./runProgram.mjs');
  await runProgram('test/windows/run.ts');
} else skip(why);
