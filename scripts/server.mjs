/**
 * `npm run server -- --config FILE`: the server straight from its sources, in this very process, so
 * that a signal to it reaches the server and its exit code is the server's. Nothing is written to
 * stdout here: its first line is the server's own.
 */
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';
import { endWithNpm } from './endWithNpm.mjs';

endWithNpm();
ensureDependencies();
// React, which makes the pages, checks everything twice unless it is told that this is for real.
process.env['NODE_ENV'] ??= 'production';
const { register } = await import('tsx/esm/api');

const repository = fileURLToPath(new URL('..', import.meta.url));
const entry = path.join(repository, 'server', 'main.ts');

/** npm changes into the repository's folder; the caller's file stands where the caller stood. */
const callerFolder = process.env['INIT_CWD'] ?? process.cwd();
const rest = process.argv.slice(2);
const fileAt = rest.indexOf('--config') + 1;
const file = rest[fileAt];
if (fileAt > 0 && file !== undefined) rest[fileAt] = path.resolve(callerFolder, file);

register({ tsconfig: path.join(repository, 'tsconfig.server.json') });
process.argv = [process.execPath, entry, ...rest];
await import(pathToFileURL(entry).href);
