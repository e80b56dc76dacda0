/** `npm run app -- [deep link]`: builds if anything changed, and opens the app with the runtime at hand. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ensureDependencies } from './dependencies.mjs';
import { endWithNpm } from './endWithNpm.mjs';

endWithNpm();
ensureDependencies();
const { build, repository } = await import('./build.mjs');
const { displayTools, ensureDebian } = await import('./debian.mjs');
const { hasDisplay, withDisplay } = await import('./display.mjs');
const { electronRuntime } = await import('./electron-runtime.mjs');

/** @param {string} line */
const say = (line) => process.stdout.write(`${line}\n`);

const runtime = await electronRuntime();
const needsDisplay = !hasDisplay();
await ensureDebian({ executable: runtime.executable, tools: needsDisplay ? displayTools : [] });
say(`build: ${await build({ onlyIfStale: true })}`);

/** Chromium's sandbox refuses to run as root. */
const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
if (isRoot) say('sandbox: off, because Chromium does not start one as root');

/** @param {{ DISPLAY?: string }} display @returns {Promise<number>} the app's exit code */
async function open(display) {
  const { ELECTRON_RUN_AS_NODE: _plainNode, ...environment } = process.env;
  const app = spawn(
    runtime.executable,
    [...(isRoot ? ['--no-sandbox'] : []), repository, ...process.argv.slice(2)],
    { cwd: repository, env: { ...environment, ...display }, stdio: 'inherit' },
  );
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
    process.on(signal, () => app.kill(signal));
  const [code] = await once(app, 'exit');
  return typeof code === 'number' ? code : 1;
}

if (needsDisplay)
  process.exitCode = await withDisplay((display) => {
    say(`display: none here, so the app runs unseen on ${display.DISPLAY ?? ''} (Xvfb)`);
    return open(display);
  });
else process.exitCode = await open({});
