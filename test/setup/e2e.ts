import { build } from '../../scripts/build.mjs';
import { hasDisplay, startDisplay } from '../../scripts/display.mjs';
import { electronRuntime } from '../../scripts/electron-runtime.mjs';

/**
 * Before the first end-to-end file: the Electron runtime, the bundles and a display, told to the
 * files through the environment that every worker inherits.
 */
export default async function prepare(): Promise<() => Promise<void>> {
  const runtime = await electronRuntime();
  if (runtime.source !== 'pinned') process.env['ELECTRON_OVERRIDE_DIST_PATH'] = runtime.dist;
  process.env['INVIGIL_ELECTRON'] = runtime.executable;
  await build({ onlyIfStale: true });
  if (hasDisplay()) return () => Promise.resolve();
  const display = await startDisplay();
  Object.assign(process.env, display.environment);
  return () => display.end();
}
