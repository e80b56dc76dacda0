import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMain } from './isMain.mjs';

const repository = fileURLToPath(new URL('..', import.meta.url));

/**
 * @typedef {{ version?: string, optional?: boolean, peer?: boolean, link?: boolean, extraneous?: boolean }} Locked
 * @typedef {{ packages: Record<string, Locked> }} Lockfile
 */

/**
 * What the lockfile asks for and `node_modules` has not, or has in another version. Optional
 * packages belong to other platforms, so their absence says nothing.
 *
 * @param {Lockfile} wanted package-lock.json
 * @param {Lockfile} installed node_modules/.package-lock.json, which npm writes last
 * @returns {string[]} folders of the packages
 */
export function missingDependencies(wanted, installed) {
  return Object.entries(wanted.packages)
    .filter(([folder, locked]) => folder.includes('node_modules/') && !locked.link)
    .filter(([folder, locked]) => {
      const present = installed.packages[folder];
      return present === undefined ? !locked.optional : present.version !== locked.version;
    })
    .map(([folder]) => folder);
}

/** @param {string} file @returns {Lockfile} */
const readLockfile = (file) => JSON.parse(readFileSync(path.join(repository, file), 'utf8'));

/** True when `node_modules` is what the lockfile describes. */
export function areInstalled() {
  if (!existsSync(path.join(repository, 'node_modules', '.package-lock.json'))) return false;
  return (
    missingDependencies(
      readLockfile('package-lock.json'),
      readLockfile('node_modules/.package-lock.json'),
    ).length === 0
  );
}

/** Runs `npm ci` where `node_modules` is missing or stale; says so on stderr. */
export function ensureDependencies() {
  if (areInstalled()) return;
  process.stderr.write('node_modules is missing or stale: npm ci\n');
  const { status } = spawnSync('npm', ['ci'], {
    cwd: repository,
    // On Windows npm is a batch file, which only a shell starts. Its output is not the caller's.
    shell: process.platform === 'win32',
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new Error(`npm ci ended with ${String(status)}`);
}

if (isMain(import.meta.url)) ensureDependencies();
