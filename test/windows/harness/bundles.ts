import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundlePrograms } from '../../setup/bundlePrograms.ts';

const TESTS = fileURLToPath(new URL('..', import.meta.url));
const ADAPTERS = fileURLToPath(new URL('../../../main/system/windows/', import.meta.url));

/** Names of the cases, in their order. */
export const CASES = [
  'processes',
  'files',
  'registry',
  'windows',
  'devices',
  'sideChannels',
  'session',
  'keyboard',
] as const;

/**
 * Bundles the cases, the programs they start and the app's own threads, each as plain JavaScript.
 * @param out an empty folder
 */
export async function bundleForWindows(out: string): Promise<void> {
  const programs = readdirSync(path.join(TESTS, 'programs')).map((file) => path.parse(file).name);
  const entries = new Map([
    ...CASES.map((name) => [`case-${name}`, path.join(TESTS, 'cases', `${name}.ts`)] as const),
    ...programs.map((name) => [name, path.join(TESTS, 'programs', `${name}.ts`)] as const),
    ['keyboardWorker', path.join(ADAPTERS, 'keyboardWorker.ts')],
    ['sessionWorker', path.join(ADAPTERS, 'sessionWorker.ts')],
    ['reporter', path.join(TESTS, 'harness', 'reporter.ts')],
  ]);
  await bundlePrograms(out, Object.fromEntries(entries));
}
