import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { carriedRuntime, carrier } from './electron-carried.mjs';
import { pinnedElectron, pinnedVersion } from './electron-pinned.mjs';
import { isMain } from './isMain.mjs';

/**
 * An Electron distribution to run the app with.
 *
 * `dist` is its folder (what ELECTRON_OVERRIDE_DIST_PATH and electron-builder's `electronDist`
 * take), `executable` the program in it, `source` which of the three ways it came.
 *
 * @typedef {{ dist: string, executable: string, version: string, source: 'override' | 'pinned' | 'carried' }} Runtime
 */

/**
 * Where what is prepared once and used by every checkout is kept.
 *
 * @param {NodeJS.ProcessEnv} environment
 * @param {string} home
 */
export function cacheFolder(environment, home = homedir()) {
  const own = environment['INVIGIL_CACHE'];
  if (own !== undefined && own !== '') return path.resolve(own);
  const shared = environment['XDG_CACHE_HOME'];
  return path.join(
    shared !== undefined && shared !== '' ? shared : path.join(home, '.cache'),
    'invigil',
  );
}

/** The program's place in a distribution, by platform. @param {NodeJS.Platform} platform */
export function executableIn(platform) {
  if (platform === 'win32') return 'electron.exe';
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return 'electron';
}

/** @param {string} dist @param {NodeJS.Platform} platform @returns {Runtime} */
function overridden(dist, platform) {
  const executable = path.join(dist, executableIn(platform));
  if (!existsSync(executable))
    throw new Error(`ELECTRON_OVERRIDE_DIST_PATH: there is no ${executable}`);
  const versionFile = path.join(dist, 'version');
  const version = existsSync(versionFile)
    ? readFileSync(versionFile, 'utf8').trim().replace(/^v/, '')
    : 'unknown';
  return { dist, executable, version, source: 'override' };
}

/**
 * @typedef {object} Sources what the choice is made from
 * @property {NodeJS.ProcessEnv} environment
 * @property {NodeJS.Platform} platform
 * @property {string} arch
 * @property {(environment: NodeJS.ProcessEnv) => Promise<{ dist: string, executable: string } | undefined>} pinned
 * @property {(cache: string) => Promise<string>} carried
 */

/**
 * First what the caller names, then the declared Electron, then, on Linux x64, the one carried by
 * npm.
 *
 * @param {Sources} sources
 * @returns {Promise<Runtime>}
 */
export async function chooseRuntime({ environment, platform, arch, pinned, carried }) {
  const override = environment['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override !== undefined && override !== '')
    return overridden(path.resolve(override), platform);
  const declared = await pinned(environment);
  if (declared !== undefined) return { ...declared, version: pinnedVersion(), source: 'pinned' };
  if (platform !== 'linux' || arch !== 'x64')
    throw new Error(
      `Electron ${pinnedVersion()} is not installed and cannot be downloaded here, and for ${platform} ${arch} there is no other source. Set ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.`,
    );
  const cache = cacheFolder(environment);
  await mkdir(cache, { recursive: true });
  const dist = await carried(cache);
  const executable = path.join(dist, executableIn(platform));
  return { dist, executable, version: carrier.electronVersion, source: 'carried' };
}

/** @param {Runtime} runtime */
export function describeRuntime({ dist, version, source }) {
  const origin = {
    override: 'named by ELECTRON_OVERRIDE_DIST_PATH',
    pinned: 'as declared in package.json',
    carried: `from npm ${carrier.package}, because the declared ${pinnedVersion()} cannot be had here`,
  }[source];
  return `runtime: Electron ${version}, ${origin} (${dist})`;
}

/** @type {Promise<Runtime> | undefined} */
let chosen;

/**
 * The Electron to use here, chosen once a process and announced on one line.
 *
 * @param {(line: string) => void} announce
 * @returns {Promise<Runtime>}
 */
export function electronRuntime(announce = (line) => process.stdout.write(`${line}\n`)) {
  chosen ??= chooseRuntime({
    environment: process.env,
    platform: process.platform,
    arch: process.arch,
    pinned: pinnedElectron,
    carried: carriedRuntime,
  }).then((runtime) => {
    announce(describeRuntime(runtime));
    return runtime;
  });
  return chosen;
}

/**
 * By hand: prints the line. With --declared it fails unless it is the version in package.json, so
 * that a machine meant to test that version cannot quietly test another.
 */
if (isMain(import.meta.url)) {
  const { source } = await electronRuntime();
  if (process.argv.includes('--declared') && source !== 'pinned')
    throw new Error(`Electron ${pinnedVersion()} was asked for and could not be had.`);
}
