/**
 * `npm run verdict -- FILE`: the verdict on the machine that a file describes, with every sign and its
 * weight. Leaves with 0 clean, 3 suspicious, 4 virtual or remote, 2 when the file cannot be used.
 */
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';
import { endWithNpm } from './endWithNpm.mjs';

endWithNpm();
ensureDependencies();
const { register } = await import('tsx/esm/api');

const repository = fileURLToPath(new URL('..', import.meta.url));
register({ tsconfig: path.join(repository, 'tsconfig.main.json') });

/** @typedef {{ code: number, stdout: string, stderr: string }} Answer */
/** @type {{ verdictCommand: (args: readonly string[], folder: string) => Promise<Answer> }} */
const { verdictCommand } = await import(
  pathToFileURL(path.join(repository, 'main', 'verdictCommand.ts')).href
);

/** npm changes into the repository's folder; the caller's file stands where the caller stood. */
const folder = process.env['INIT_CWD'] ?? process.cwd();
const { code, stdout, stderr } = await verdictCommand(process.argv.slice(2), folder);
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = code;
