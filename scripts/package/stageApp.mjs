import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { repository, withBundles } from '../build.mjs';
import { appFolder, builds } from './builds.mjs';

/** What of the repository's package.json the app or the packages' own descriptions read. */
const published = ['version', 'description', 'license', 'author', 'homepage', 'type', 'main'];

/** Kept by scripts/build.mjs for itself, at the top of its folder. */
const notBundles = ['build.json', 'build.lock'];

/**
 * Whether a file of the bundles goes into the package. What ps-list starts on Windows is left out
 * elsewhere.
 *
 * @param {string} file from the bundles' folder
 */
function isPacked(file) {
  if (notBundles.includes(file) || file.endsWith('.map')) return false;
  return process.platform === 'win32' || !file.endsWith('.exe');
}

/**
 * Where the app looks for the key that its list of files is to be signed with (main/ownFiles.ts): in the
 * archive, so that the bundles are the same whoever packs them.
 */
const KEY_PLACE = ['out', 'manifest-key.pem'];

/** @param {import('./builds.mjs').BuildName} name */
async function packageJson(name) {
  /** @type {Record<string, unknown>} */
  const all = JSON.parse(await readFile(path.join(repository, 'package.json'), 'utf8'));
  const entries = published.map((key) => [key, all[key]]);
  return { ...builds[name].names, ...Object.fromEntries(entries) };
}

/**
 * Lays out what is to be packed: the bundles as `out/`, without their source maps, the public half of
 * the key that signs the list of files, and a package.json that says no more than the app needs.
 *
 * @param {import('./builds.mjs').BuildName} name
 * @param {string} publicPem
 */
export async function stageApp(name, publicPem) {
  const folder = appFolder(name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await withBundles(builds[name].testBuild, (bundles) =>
    cp(bundles, path.join(folder, 'out'), {
      recursive: true,
      filter: (source) => isPacked(path.relative(bundles, source)),
    }),
  );
  await writeFile(path.join(folder, ...KEY_PLACE), publicPem);
  const content = JSON.stringify(await packageJson(name), null, 2);
  await writeFile(path.join(folder, 'package.json'), `${content}\n`);
}
