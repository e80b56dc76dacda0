/**
 * `npm start`: the server, a sample LMS and the app. With a display a person takes the exam by hand;
 * without one a candidate is led through the whole exam on a virtual display.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ensureDependencies } from './dependencies.mjs';

ensureDependencies();
const { build, repository } = await import('./build.mjs');
const { displayTools, ensureDebian } = await import('./debian.mjs');
const { hasDisplay, withDisplay } = await import('./display.mjs');
const { electronRuntime } = await import('./electron-runtime.mjs');

/** @param {string} line */
const say = (line) => process.stdout.write(`${line}\n`);

const runtime = await electronRuntime();
const unseen = !hasDisplay();
await ensureDebian({ executable: runtime.executable, tools: unseen ? displayTools : [] });
say(`build: ${await build({ onlyIfStale: true })}`);

/**
 * Runs one of our TypeScript programs and gives its exit code.
 *
 * @param {string} program @param {NodeJS.ProcessEnv} environment
 */
async function run(program, environment) {
  const child = spawn(process.execPath, ['--import', 'tsx', program], {
    cwd: repository,
    stdio: 'inherit',
    env: {
      ...process.env,
      ...environment,
      ...(runtime.source === 'pinned' ? {} : { ELECTRON_OVERRIDE_DIST_PATH: runtime.dist }),
      INVIGIL_ELECTRON: runtime.executable,
    },
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
    process.on(signal, () => child.kill(signal));
  const [code] = await once(child, 'exit');
  return typeof code === 'number' ? code : 1;
}

if (unseen)
  process.exitCode = await withDisplay((display) => {
    say(`display: none here, so a candidate is led through the exam on ${display.DISPLAY ?? ''}`);
    return run('test/e2e/story.ts', display);
  });
else process.exitCode = await run('test/e2e/byHand.ts', {});
