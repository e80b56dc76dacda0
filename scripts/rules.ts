import path from 'node:path';
import { runRules } from './rules/run.ts';

/**
 * `npm run rules -- NAME…` says which rule each name meets; `--dry-run FILE` what a handed-out rule set
 * would change. See `USAGE` in rules/options.ts.
 */
const root = path.join(import.meta.dirname, '..');
process.exitCode = await runRules(process.argv.slice(2), {
  // npm changes into the repository's folder; the caller's file stands where the caller stood.
  folder: process.env['INIT_CWD'] ?? process.cwd(),
  ordinaryNames: path.join(root, 'test', 'fixtures', 'processNames'),
  say: (line) => void process.stdout.write(`${line}\n`),
  now: () => new Date(),
});
