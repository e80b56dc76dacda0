import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { register } from 'tsx/esm/api';

const repository = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs one of our TypeScript programs in this very process, with the arguments of this one. A signal
 * ends it by way of `exit`, at which whatever was started is ended too.
 *
 * @param {string} program from the repository's folder
 */
export async function runProgram(program) {
  for (const [signal, code] of /** @type {const} */ ([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ]))
    process.once(signal, () => process.exit(code));
  const entry = path.join(repository, program);
  register({ tsconfig: path.join(repository, 'tsconfig.test.json') });
  process.argv = [process.execPath, entry, ...process.argv.slice(2)];
  await import(pathToFileURL(entry).href);
}
