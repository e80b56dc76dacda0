import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {object} Layer who may be imported from where
 * @property {string} folder the files it speaks of, by the start of their path; the first fits
 * @property {string[]} folders of our own, that its files may import
 * @property {string[]} packages whose code its files may import; a trailing slash takes a whole scope
 * @property {'all' | 'none' | 'pure'} builtins which of Node's own modules
 * @property {string} reason said with each refusal
 */

/** Node's modules that compute and touch nothing outside the process. */
const pureBuiltins = [
  'node:assert',
  'node:buffer',
  'node:crypto',
  'node:events',
  'node:path',
  'node:timers',
  'node:timers/promises',
  'node:url',
  'node:util',
];

/** What reaches processes and hardware; in main only `main/system` may. */
export const systemPackages = ['ps-list', 'systeminformation', 'electron-log', 'electron-log/'];
/**
 * Whose types main/system may name and whose code it may not import: the library is loaded by its file,
 * so that the app starts where there is none.
 */
export const systemTypes = ['koffi'];
export const systemBuiltins = ['node:child_process', 'node:os', 'node:worker_threads'];

/** @type {{ dependencies: Record<string, string> }} */
const serverPackage = JSON.parse(
  readFileSync(fileURLToPath(new URL('../../server/package.json', import.meta.url)), 'utf8'),
);

/** @type {string[]} Parse at the border, and the one pattern syntax of both sides. */
const everywhere = ['zod', 'zod/', 'urlpattern-polyfill', 'urlpattern-polyfill/'];
const throughSystem = 'it reaches the machine only through main/system';

/** @type {Layer[]} The plan of design.md §2: what is not named is refused. */
export const layers = [
  {
    folder: 'contract/',
    folders: ['contract/'],
    packages: everywhere,
    builtins: 'none',
    reason: 'the contract runs in every process',
  },
  {
    folder: 'main/system/',
    folders: ['contract/', 'main/system/'],
    packages: [...everywhere, ...systemPackages, 'electron', 'electron/'],
    builtins: 'all',
    reason: 'main/system is the lowest layer',
  },
  {
    folder: 'main/checks/',
    folders: ['contract/', 'main/checks/', 'main/system/'],
    packages: everywhere,
    builtins: 'pure',
    reason: throughSystem,
  },
  {
    folder: 'main/lockdown/',
    folders: ['contract/', 'main/lockdown/', 'main/system/'],
    packages: everywhere,
    builtins: 'pure',
    reason: throughSystem,
  },
  {
    folder: 'main/stages/',
    folders: [
      'contract/',
      'main/stages/',
      'main/checks/',
      'main/lockdown/',
      'main/evidence/',
      'main/system/',
    ],
    packages: everywhere,
    builtins: 'pure',
    reason: throughSystem,
  },
  {
    folder: 'main/evidence/',
    folders: ['contract/', 'main/evidence/', 'main/system/'],
    packages: everywhere,
    builtins: 'all',
    reason: 'evidence is stored and sent by main/system',
  },
  {
    folder: 'main/windows/',
    folders: ['contract/', 'main/windows/', 'main/system/'],
    packages: [...everywhere, 'electron'],
    builtins: 'all',
    reason: 'windows know pages, not the journey',
  },
  {
    folder: 'main/ipc/',
    folders: ['contract/', 'main/ipc/', 'main/windows/', 'main/system/'],
    packages: [...everywhere, 'electron'],
    builtins: 'all',
    reason: 'ipc carries words, it decides nothing',
  },
  {
    folder: 'main/',
    folders: ['contract/', 'main/'],
    // i18next: the few words of native dialogs come from the same catalogues.
    packages: [...everywhere, 'electron', 'i18next'],
    builtins: 'all',
    reason: 'main reaches the machine through main/system and knows no other process',
  },
  {
    folder: 'preload/',
    folders: ['contract/', 'preload/'],
    packages: [...everywhere, 'electron'],
    builtins: 'none',
    reason: 'a sandboxed preload has neither Node nor logic',
  },
  {
    folder: 'renderer/',
    folders: ['contract/', 'renderer/'],
    packages: [
      ...everywhere,
      'react',
      'react/',
      'react-dom',
      'react-dom/',
      'react-aria',
      'react-aria/',
      'react-aria-components',
      'react-aria-components/',
      'react-stately',
      'zustand',
      'zustand/',
      'i18next',
      'react-i18next',
      'lucide-react',
      'lucide-react/',
      'mathjs',
      'mathjs/',
      '@fontsource-variable/',
      '@internationalized/',
    ],
    builtins: 'none',
    reason: 'the renderer is a web page without Node, Electron or network',
  },
  {
    folder: 'server/',
    folders: ['contract/', 'server/'],
    packages: Object.keys(serverPackage.dependencies).flatMap((name) => [name, `${name}/`]),
    builtins: 'all',
    reason: 'the server has its own package.json and knows no part of the app',
  },
  {
    folder: 'scripts/docs/detectionReport.ts',
    folders: ['contract/', 'scripts/', 'main/checks/machine/', 'test/fixtures/machines/'],
    packages: ['*'],
    builtins: 'all',
    reason: 'the report is what the verdict makes of the recorded machines',
  },
  {
    folder: 'scripts/',
    folders: ['contract/', 'scripts/', 'test/sample-lms/'],
    packages: ['*'],
    builtins: 'all',
    reason: 'tools know the words, not the processes',
  },
];

/** @param {string} name @param {string[]} allowed */
const isListed = (name, allowed) =>
  allowed.some(
    (entry) => entry === '*' || entry === name || (entry.endsWith('/') && name.startsWith(entry)),
  );

/**
 * Why `file` may not import `source`, or undefined when it may.
 *
 * @param {string} file path from the repository's root, with forward slashes
 * @param {string} source as written in the import
 * @param {boolean} typesOnly nothing of it is left at run time
 * @returns {string | undefined}
 */
export function refuseImport(file, source, typesOnly) {
  const layer = layers.find(({ folder }) => file.startsWith(folder));
  if (layer === undefined) return undefined;
  const { folder, folders, packages, builtins, reason } = layer;
  const refusal = `${folder} may not import ${source}: ${reason}.`;
  if (source.startsWith('.')) {
    const target = path.posix.join(path.posix.dirname(file), source);
    // Within one process a type may come from any layer: it gives no reach.
    const process = typesOnly && folder.startsWith('main/') ? ['main/'] : [];
    return isListed(target, [...folders, ...process]) ? undefined : refusal;
  }
  const builtin = isBuiltin(source) ? source.replace(/^(?!node:)/, 'node:') : undefined;
  if (builtin !== undefined) {
    if (builtins === 'none') return refusal;
    if (builtins === 'pure' && !typesOnly && !pureBuiltins.includes(builtin)) return refusal;
    const isOutsideSystem = folder.startsWith('main/') && folder !== 'main/system/';
    return isOutsideSystem && !typesOnly && systemBuiltins.includes(builtin) ? refusal : undefined;
  }
  if (folder === 'main/system/' && typesOnly && systemTypes.includes(source)) return undefined;
  if (source === 'electron' && typesOnly && folder.startsWith('main/')) return undefined;
  return isListed(source, packages) ? undefined : refusal;
}
