/**
 * `npm run escapes`: every escape attempt in the real app, and what came of each into
 * docs/escape-attempts.md. Nothing is written unless all of them kept their promise. With names of files,
 * those alone are tried, all that they hold, and take the place of their rows in the page.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';
import { endWithNpm } from './endWithNpm.mjs';

endWithNpm();
ensureDependencies();
const repository = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'invigil-escapes-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

const vitest = path.join(repository, 'node_modules/vitest/vitest.mjs');
const files = process.argv.slice(2);
const tried = files.length === 0 ? ['test/escape'] : files;
const child = spawn(process.execPath, [vitest, 'run', '--project=e2e', ...tried], {
  cwd: repository,
  stdio: 'inherit',
  env: { ...process.env, INVIGIL_ESCAPES: folder },
});
const [code] = await once(child, 'exit');
if (code !== 0) process.exit(1);

// The program takes its words from here.
process.argv.splice(2, Infinity, folder, ...(files.length === 0 ? [] : ['--keep']));
const { runProgram } = await import('./runProgram.mjs');
await runProgram('test/escape/support/writeTable.ts');
