import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { chromiumExecutable } from './chromium.mjs';
import { isMain } from './isMain.mjs';

const run = promisify(execFile);

/** What Electron is linked against, and the package of Debian 12 that brings it. */
export const libraryPackages = new Map([
  ['libX11.so.6', 'libx11-6'],
  ['libXcomposite.so.1', 'libxcomposite1'],
  ['libXdamage.so.1', 'libxdamage1'],
  ['libXext.so.6', 'libxext6'],
  ['libXfixes.so.3', 'libxfixes3'],
  ['libXrandr.so.2', 'libxrandr2'],
  ['libasound.so.2', 'libasound2'],
  ['libatk-1.0.so.0', 'libatk1.0-0'],
  ['libatk-bridge-2.0.so.0', 'libatk-bridge2.0-0'],
  ['libatspi.so.0', 'libatspi2.0-0'],
  ['libcairo.so.2', 'libcairo2'],
  ['libcups.so.2', 'libcups2'],
  ['libdbus-1.so.3', 'libdbus-1-3'],
  ['libdrm.so.2', 'libdrm2'],
  ['libexpat.so.1', 'libexpat1'],
  ['libgbm.so.1', 'libgbm1'],
  ['libgio-2.0.so.0', 'libglib2.0-0'],
  ['libglib-2.0.so.0', 'libglib2.0-0'],
  ['libgobject-2.0.so.0', 'libglib2.0-0'],
  ['libgtk-3.so.0', 'libgtk-3-0'],
  ['libnspr4.so', 'libnspr4'],
  ['libnss3.so', 'libnss3'],
  ['libnssutil3.so', 'libnss3'],
  ['libpango-1.0.so.0', 'libpango-1.0-0'],
  ['libsmime3.so', 'libnss3'],
  ['libudev.so.1', 'libudev1'],
  ['libxcb.so.1', 'libxcb1'],
  ['libxkbcommon.so.0', 'libxkbcommon0'],
]);

/** Programs that the tests, the package test and `npm start` call, and the package that brings each. */
export const toolPackages = new Map([
  ['Xvfb', 'xvfb'],
  ['chromium', 'chromium'],
  ['desktop-file-validate', 'desktop-file-utils'],
  ['ffmpeg', 'ffmpeg'],
  ['openbox', 'openbox'],
  ['wmctrl', 'wmctrl'],
  ['xclip', 'xclip'],
  ['xdg-open', 'xdg-utils'],
  ['xdotool', 'xdotool'],
  ['xhost', 'x11-xserver-utils'],
  ['xprop', 'x11-utils'],
  ['xrandr', 'x11-xserver-utils'],
  ['xterm', 'xterm'],
]);

/** What a display of our own takes (display.mjs). */
export const displayTools = ['Xvfb', 'openbox', 'xprop'];
/** What a person before an installed package takes, beside a display. */
const personTools = ['desktop-file-validate', 'xclip', 'xdg-open', 'xhost'];
export const packageTestTools = [...displayTools, ...personTools, 'ffmpeg', 'wmctrl', 'xdotool'];
/** What the whole of the end-to-end tests takes. */
export const testTools = [...toolPackages.keys()].filter((tool) => !personTools.includes(tool));

/**
 * @param {string} output of ldd, in the C locale
 * @returns {string[]} the libraries it did not find
 */
export function missingLibraries(output) {
  return [...output.matchAll(/^\s*(\S+) => not found/gm)].map(([, library = '']) => library);
}

/**
 * @param {string[]} libraries
 * @returns {{ packages: string[], unknown: string[] }} `unknown` are those no package is known for
 */
export function packagesForLibraries(libraries) {
  const packages = libraries.map((library) => libraryPackages.get(library));
  return {
    packages: [...new Set(packages.filter((name) => name !== undefined))].sort(),
    unknown: libraries.filter((library) => !libraryPackages.has(library)),
  };
}

/**
 * @param {string[]} tools
 * @param {(tool: string) => boolean} isPresent
 * @returns {string[]} packages
 */
export function packagesForTools(tools, isPresent) {
  const missing = tools.filter((tool) => !isPresent(tool));
  return [...new Set(missing.map((tool) => toolPackages.get(tool) ?? tool))].sort();
}

/** @param {string} tool */
function isToolPresent(tool) {
  if (tool === 'chromium') return chromiumExecutable() !== undefined;
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.some((folder) => existsSync(path.join(folder, tool)));
}

/** @param {string} executable */
async function librariesMissingFor(executable) {
  const { stdout } = await run('ldd', [executable], { env: { ...process.env, LC_ALL: 'C' } });
  return missingLibraries(stdout);
}

/** Another apt may hold the lock, s. */
const lockTimeout = 500;

/** @param {string[]} packages */
export function installCommand(packages) {
  return `apt-get update && apt-get -o DPkg::Lock::Timeout=${lockTimeout} install -y --no-install-recommends ${packages.join(' ')}`;
}

/** @param {string[]} packages @param {(line: string) => void} announce */
function install(packages, announce) {
  const command = installCommand(packages);
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    throw new Error(`Missing: ${packages.join(', ')}. As root: sudo sh -c '${command}'`);
  announce(`debian: ${command}`);
  const { status, stderr } = spawnSync('sh', ['-c', command], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`apt-get ended with ${String(status)}: ${stderr.trim()}`);
}

/**
 * Sees to it that the libraries of `executable` and the named programs are there: installs them as
 * root, and otherwise fails with the exact command. Does nothing but on Linux.
 *
 * @param {{ executable?: string, tools?: string[] }} needs
 * @param {(line: string) => void} announce
 */
export async function ensureDebian(
  { executable, tools = [] },
  announce = (line) => process.stdout.write(`${line}\n`),
) {
  if (process.platform !== 'linux') return;
  const libraries = executable === undefined ? [] : await librariesMissingFor(executable);
  const { packages, unknown } = packagesForLibraries(libraries);
  const wanted = [...packages, ...packagesForTools(tools, isToolPresent)];
  if (wanted.length > 0) install(wanted, announce);
  const still =
    executable === undefined || libraries.length === 0
      ? unknown
      : await librariesMissingFor(executable);
  if (still.length > 0)
    throw new Error(`${executable} needs ${still.join(', ')}, which no known package brings.`);
}

/** By hand: everything for the tests, and the libraries of the program named, if one is. */
if (isMain(import.meta.url)) {
  const [, , executable] = process.argv;
  await ensureDebian({ ...(executable !== undefined && { executable }), tools: testTools });
}
