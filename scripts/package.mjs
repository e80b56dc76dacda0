/**
 * `npm run package -- [--build release,test] [--targets deb,…] [--signed]`: packages for the system
 * it runs on, in dist/. Without targets a Linux deb with its folder; on Windows and macOS what
 * electron-builder.yml names.
 */
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './dependencies.mjs';
import { isMain } from './isMain.mjs';

/** @typedef {import('./package/builds.mjs').BuildName} BuildName */

/** tar.gz takes 7-Zip, AppImage a runtime of its own: both are downloads where they are missing. */
const defaultTargets = process.platform === 'linux' ? ['deb'] : [];

/** As package.json pins it. */
const koffiVersion = () =>
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).devDependencies
    .koffi;

/** @param {string} line */
const print = (line) => process.stdout.write(`${line}\n`);

/**
 * Makes one build's packages anew and tells what came of it.
 *
 * @param {BuildName} name
 * @param {{ targets?: string[], signed?: boolean, say?: (line: string) => void }} [wishes]
 * @returns {Promise<{ runtime: import('./electron-runtime.mjs').Runtime, seconds: number }>}
 */
export async function packageBuild(
  name,
  { targets = defaultTargets, signed = false, say = print } = {},
) {
  const { repository } = await import('./build.mjs');
  const { electronRuntime } = await import('./electron-runtime.mjs');
  const { pinnedVersion } = await import('./electron-pinned.mjs');
  const { outputFolder } = await import('./package/builds.mjs');
  const { stageApp } = await import('./package/stageApp.mjs');
  const { builderCommand, runBuilder } = await import('./package/electronBuilder.mjs');
  const { inMegabytes, products } = await import('./package/products.mjs');
  const { missingNativeFiles, whatToInstall } = await import('./package/nativeFiles.mjs');
  const { manifestKey } = await import('./package/manifestKey.mjs');

  const missing = missingNativeFiles();
  if (missing.length > 0) throw new Error(whatToInstall(missing, koffiVersion()));
  const key = manifestKey({
    ...{ environment: process.env, signed },
    say: (line) => say(`${name}: ${line}`),
  });
  const startedAt = Date.now();
  const runtime = await electronRuntime(say);
  if (runtime.source !== 'pinned')
    say(
      `${name}: packed with Electron ${runtime.version}, to be tried here and never shipped: the product is made with ${pinnedVersion()}`,
    );
  await rm(outputFolder(name), { recursive: true, force: true });
  await stageApp(name, key.publicPem);
  await runBuilder(builderCommand(name, { runtime, targets, signed }), targets, key.privatePem);
  const seconds = (Date.now() - startedAt) / 1000;
  for (const { place, bytes } of await products(name))
    say(`${name}: ${path.relative(repository, place)}  ${inMegabytes(bytes)}`);
  say(`${name}: packaged in ${seconds.toFixed(0)} s`);
  return { runtime, seconds };
}

/** @param {string} list */
const split = (list) => list.split(',').filter((entry) => entry !== '');

async function main() {
  const { values } = parseArgs({
    options: {
      build: { type: 'string', default: 'release' },
      targets: { type: 'string' },
      signed: { type: 'boolean', default: false },
    },
  });
  ensureDependencies();
  const { builds } = await import('./package/builds.mjs');
  for (const name of split(values.build)) {
    if (!Object.hasOwn(builds, name))
      throw new Error(`--build takes ${Object.keys(builds).join(', ')}, not ${name}`);
    await packageBuild(/** @type {BuildName} */ (name), {
      signed: values.signed,
      ...(values.targets !== undefined && { targets: split(values.targets) }),
    });
  }
}

if (isMain(import.meta.url)) await main();
