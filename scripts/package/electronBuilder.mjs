import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { repository } from '../build.mjs';
import { appFolder, builds } from './builds.mjs';

/** @typedef {import('../electron-runtime.mjs').Runtime} Runtime */

/** @param {string} tool @returns {string | undefined} its place */
function inPath(tool) {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.map((folder) => path.join(folder, tool)).find(existsSync);
}

/**
 * The Electron to pack, unless it is the declared one, which electron-builder fetches itself. What is
 * not shipped is compressed quickly rather than well.
 *
 * @param {Runtime} runtime
 */
function electronOptions({ dist, version, source }) {
  if (source === 'pinned') return [];
  if (version === 'unknown')
    throw new Error(`${dist} has no file "version", so that it cannot be packaged.`);
  return [`-c.electronDist=${dist}`, `-c.electronVersion=${version}`, '-c.deb.compression=gz'];
}

/** Made with fpm too, and nothing that our stand-in can make: for these electron-builder downloads it. */
const othersOfFpm = ['rpm', 'pacman', 'apk', 'freebsd', 'p5p', 'sh'];

/**
 * Tools that electron-builder would download, where the machine has them or we stand in for them.
 *
 * @param {string[]} targets
 */
export function toolEnvironment(targets, environment = process.env) {
  /** @type {Record<string, string>} */
  const tools = {};
  if (process.platform !== 'linux') return tools;
  if (environment['CUSTOM_FPM_PATH'] === undefined) {
    if (inPath('fpm') !== undefined) tools['USE_SYSTEM_FPM'] = 'true';
    else if (!targets.some((target) => othersOfFpm.includes(target)))
      tools['CUSTOM_FPM_PATH'] = path.join(repository, 'packaging', 'fpm.mjs');
  }
  const sevenZip = inPath('7za');
  if (environment['ELECTRON_BUILDER_7ZIP_PATH'] === undefined && sevenZip !== undefined)
    tools['ELECTRON_BUILDER_7ZIP_PATH'] = sevenZip;
  return tools;
}

const platformFlags = new Map([
  ['linux', '--linux'],
  ['win32', '--win'],
  ['darwin', '--mac'],
]);

/**
 * @param {import('./builds.mjs').BuildName} name
 * @param {{ runtime: Runtime, targets: string[], signed: boolean }} wishes no targets: those of the
 *   configuration
 * @returns {string[]} electron-builder's command line
 */
export function builderCommand(name, { runtime, targets, signed }) {
  const platform = platformFlags.get(process.platform);
  if (platform === undefined) throw new Error(`Nothing is packaged for ${process.platform}.`);
  return [
    path.join(repository, 'node_modules', 'electron-builder', 'cli.js'),
    platform,
    ...targets,
    '--config',
    builds[name].config,
    `-c.directories.app=${path.relative(repository, appFolder(name))}`,
    ...(signed ? ['-c.forceCodeSigning=true'] : []),
    ...electronOptions(runtime),
  ];
}

/**
 * @param {string[]} command
 * @param {string[]} targets
 * @param {string} manifestKey private half, PEM, for packaging/afterPack.mjs
 */
export async function runBuilder(command, targets, manifestKey) {
  const child = spawn(process.execPath, command, {
    cwd: repository,
    env: { ...process.env, ...toolEnvironment(targets), INVIGIL_MANIFEST_KEY: manifestKey },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`electron-builder ended with ${String(code)}`);
}
