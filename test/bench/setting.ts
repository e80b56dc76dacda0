import { cp } from 'node:fs/promises';
import path from 'node:path';
import { build } from '../../scripts/build.mjs';
import { executableIn, type Runtime } from '../../scripts/electron-runtime.mjs';
import { REPOSITORY } from '../e2e/support/folders.ts';
import { buildBareApps, type BareApps } from './apps/build.ts';
import type { Quiet } from './machine/quiet.ts';

/** Where the apps are measured. */
export interface Setting {
  readonly executable: string;
  readonly electronVersion: string;
  /** The built product, as Electron takes it. */
  readonly product: string;
  readonly bare: BareApps;
  /** For profiles; removed by whoever made it. */
  readonly scratch: string;
  readonly quiet: Quiet;
  readonly say: (line: string) => void;
}

/**
 * Copies the runtime, so that no other app on this machine shares its pages: shared ones would make
 * the proportional memory look small. Builds both sides.
 */
export async function prepareSetting(
  runtime: Runtime,
  { scratch, quiet, say }: Pick<Setting, 'scratch' | 'quiet' | 'say'>,
): Promise<Setting> {
  const dist = path.join(scratch, 'runtime');
  await cp(runtime.dist, dist, { recursive: true, verbatimSymlinks: true });
  // Playwright's launcher asks the npm package, which asks this.
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = dist;
  await build({ onlyIfStale: true });
  const product = path.join(scratch, 'product');
  for (const part of ['package.json', 'out/main', 'out/preload', 'out/renderer'])
    await cp(path.join(REPOSITORY, part), path.join(product, part), { recursive: true });
  return {
    executable: path.join(dist, executableIn(process.platform)),
    electronVersion: runtime.version,
    product,
    bare: await buildBareApps(path.join(scratch, 'baselines')),
    scratch,
    quiet,
    say,
  };
}
