import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Whether a module is the program that was started, and not imported by another. By real paths: a
 * checkout may stand behind a symbolic link.
 *
 * @param {string} moduleUrl its import.meta.url
 */
export function isMain(moduleUrl) {
  const [, program] = process.argv;
  return program !== undefined && realpathSync(program) === fileURLToPath(moduleUrl);
}
