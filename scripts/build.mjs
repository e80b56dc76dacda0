import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { withLock } from './lock.mjs';
import { isMain } from './isMain.mjs';

const run = promisify(execFile);
export const repository = fileURLToPath(new URL('..', import.meta.url));

/**
 * Where a build's bundles go: the test package's apart, so that what only it may do never gets into
 * a release by an older build left in place.
 *
 * @param {boolean} testBuild
 */
export function bundlesFolder(testBuild) {
  return path.join(repository, testBuild ? 'out-test' : 'out');
}
/** @param {boolean} testBuild */
const markerOf = (testBuild) => path.join(bundlesFolder(testBuild), 'build.json');
/** @param {boolean} testBuild */
const lockOf = (testBuild) => path.join(bundlesFolder(testBuild), 'build.lock');

/** What the bundles are made from. */
const sources = [
  'assets',
  'contract',
  'main',
  'preload',
  'renderer',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
];

/** @param {string} entry @returns {Promise<number>} when anything in it last changed, epoch ms */
async function lastChange(entry) {
  const { mtimeMs } = await stat(entry);
  if (path.extname(entry) !== '' && !(await stat(entry)).isDirectory()) return mtimeMs;
  const inside = await readdir(entry, { recursive: true, withFileTypes: true });
  const times = await Promise.all(
    inside.map(async ({ parentPath, name }) => (await stat(path.join(parentPath, name))).mtimeMs),
  );
  return Math.max(mtimeMs, ...times);
}

/** @param {boolean} testBuild */
async function isFresh(testBuild) {
  const marker = markerOf(testBuild);
  if (!existsSync(marker)) return false;
  /** @type {{ startedAt: number }} */
  const last = JSON.parse(await readFile(marker, 'utf8'));
  const present = sources.map((name) => path.join(repository, name)).filter(existsSync);
  return Math.max(...(await Promise.all(present.map(lastChange)))) < last.startedAt;
}

/** @param {boolean} testBuild */
async function buildNow(testBuild) {
  const startedAt = Date.now();
  const tool = path.join(repository, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  await run(process.execPath, [tool, 'build', '--logLevel', 'warn'], {
    cwd: repository,
    env: { ...process.env, INVIGIL_TEST_BUILD: testBuild ? '1' : '' },
  });
  await writeFile(markerOf(testBuild), `${JSON.stringify({ startedAt })}\n`);
}

/**
 * The bundles: made, or left as they are when nothing they come from has changed since.
 *
 * @param {{ testBuild?: boolean, onlyIfStale?: boolean }} [options] `testBuild` compiles in what
 *   only a test package may do; without it the environment's INVIGIL_TEST_BUILD=1 decides
 * @returns {Promise<'built' | 'fresh'>}
 */
export async function build({
  testBuild = process.env['INVIGIL_TEST_BUILD'] === '1',
  onlyIfStale = false,
} = {}) {
  await mkdir(bundlesFolder(testBuild), { recursive: true });
  return withLock(lockOf(testBuild), async () => {
    if (onlyIfStale && (await isFresh(testBuild))) return 'fresh';
    await buildNow(testBuild);
    return 'built';
  });
}

/**
 * Hands the bundles, made anew if anything changed, to `work`, and lets nobody rebuild them
 * meanwhile.
 *
 * @template Result
 * @param {boolean} testBuild
 * @param {(folder: string) => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function withBundles(testBuild, work) {
  const folder = bundlesFolder(testBuild);
  await mkdir(folder, { recursive: true });
  return withLock(lockOf(testBuild), async () => {
    if (!(await isFresh(testBuild))) await buildNow(testBuild);
    return work(folder);
  });
}

if (isMain(import.meta.url)) {
  const outcome = await build({ onlyIfStale: process.argv.includes('--if-stale') });
  process.stdout.write(`build: ${outcome}\n`);
}
