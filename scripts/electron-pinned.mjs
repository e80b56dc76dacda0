import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const electronFolder = path.dirname(
  createRequire(import.meta.url).resolve('electron/package.json'),
);

/** How long the download host may take to answer before it counts as out of reach, ms. */
const probeTimeout = 4000;
const downloadTimeout = 5 * 60_000;

/** @returns {string} the Electron version that package.json declares */
export function pinnedVersion() {
  /** @type {{ version: string }} */
  const { version } = JSON.parse(readFileSync(path.join(electronFolder, 'package.json'), 'utf8'));
  return version;
}

/** @returns {{ dist: string, executable: string } | undefined} */
function installed() {
  const pathFile = path.join(electronFolder, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const dist = path.join(electronFolder, 'dist');
  const executable = path.join(dist, readFileSync(pathFile, 'utf8').trim());
  return existsSync(executable) ? { dist, executable } : undefined;
}

/**
 * The address asked whether a download can work at all, as @electron/get puts it together.
 *
 * @param {NodeJS.ProcessEnv} environment
 * @param {string} version
 */
export function downloadAddress(environment, version) {
  const mirror =
    environment['ELECTRON_MIRROR'] ??
    environment['npm_config_electron_mirror'] ??
    'https://github.com/electron/electron/releases/download/';
  return `${mirror}v${version}/SHASUMS256.txt`;
}

/** @param {string} address */
async function answers(address) {
  try {
    const response = await fetch(address, {
      method: 'HEAD',
      signal: AbortSignal.timeout(probeTimeout),
    });
    return response.ok;
  } catch {
    return false;
  }
}

/**
 * The declared Electron: as installed, else downloaded by its own installer, which checks it
 * against the hashes in the package. One quick question first, because the installer repeats a
 * failing download for minutes.
 *
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<{ dist: string, executable: string } | undefined>} undefined when it cannot be had
 */
export async function pinnedElectron(environment) {
  const present = installed();
  if (present !== undefined) return present;
  if (environment['ELECTRON_SKIP_BINARY_DOWNLOAD'] !== undefined) return undefined;
  // Node's fetch knows no proxy; with one named the installer alone can tell.
  const hasProxy = environment['ELECTRON_GET_USE_PROXY'] !== undefined;
  if (!hasProxy && !(await answers(downloadAddress(environment, pinnedVersion()))))
    return undefined;
  try {
    await run(process.execPath, [path.join(electronFolder, 'install.js')], {
      env: environment,
      timeout: downloadTimeout,
    });
  } catch (error) {
    process.stderr.write(`The declared Electron could not be downloaded: ${String(error)}\n`);
    return undefined;
  }
  return installed();
}
