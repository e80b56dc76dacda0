import { existsSync } from 'node:fs';
import path from 'node:path';
import { repository } from '../build.mjs';

/** Processors that the Windows installer is made for, as electron-builder.yml has them. */
const processors = ['x64', 'arm64'];

/**
 * npm installs the native layer of the machine it runs on alone; an installer carries one for each
 * processor. electron-builder would leave out a missing file and say so in passing.
 *
 * @param {NodeJS.Platform} platform
 * @param {(file: string) => boolean} isThere
 * @returns {string[]} packages that are to be installed first, with their version
 */
export function missingNativeFiles(platform = process.platform, isThere = existsSync) {
  if (platform !== 'win32') return [];
  return processors
    .map((arch) => `koffi-win32-${arch}`)
    .filter((name) => !isThere(path.join(repository, 'node_modules', '@koromix', name)));
}

/** @param {string[]} missing @param {string} version of koffi */
export function whatToInstall(missing, version) {
  const packages = missing.map((name) => `@koromix/${name}@${version}`).join(' ');
  return `The Windows installer takes the native layer of both processors. Run: npm install --no-save --force ${packages}`;
}
