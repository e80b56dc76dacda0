import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * @typedef {{ DISPLAY?: string }} DisplayEnvironment what a program needs to appear there
 * @typedef {{ environment: DisplayEnvironment, name: string, end: () => Promise<void> }} Display
 */

const defaultSize = { width: 1280, height: 800 };
const startTimeout = 10_000;

/** True where windows can be shown as things are. */
export function hasDisplay(environment = process.env, platform = process.platform) {
  if (platform !== 'linux') return true;
  return (environment['DISPLAY'] ?? '') !== '' || (environment['WAYLAND_DISPLAY'] ?? '') !== '';
}

/** @param {import('node:child_process').ChildProcess} child */
async function endChild(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const gone = await Promise.race([ended.then(() => true), wait(3000, false, { ref: false })]);
  if (!gone) child.kill('SIGKILL');
  await ended;
}

/**
 * Xvfb picks a free number itself and writes it to the descriptor named by -displayfd.
 *
 * @param {{ width: number, height: number }} size
 */
async function startServer({ width, height }) {
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp', '-noreset'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const numbers = server.stdio[3];
  if (numbers === null || numbers === undefined) throw new Error('Xvfb has no number to tell');
  const failed = Promise.race([
    once(server, 'error').then(([error]) => Promise.reject(error)),
    once(server, 'exit').then(([code]) => Promise.reject(new Error(`Xvfb ended with ${code}`))),
    wait(startTimeout, undefined, { ref: false }).then(() =>
      Promise.reject(new Error('Xvfb did not become ready')),
    ),
  ]);
  const [number] = await Promise.race([once(numbers, 'data'), failed]);
  failed.catch(() => undefined);
  return { server, name: `:${String(number).trim()}` };
}

/**
 * A window shown before the manager has taken over the screen is never managed: waits for the
 * property by which it says so (EWMH 1.5).
 *
 * @param {string} display
 */
async function untilManaged(display) {
  const question = ['-display', display, '-root', '_NET_SUPPORTING_WM_CHECK'];
  for (const deadline = Date.now() + startTimeout; Date.now() < deadline; await wait(50)) {
    const { stdout } = await run('xprop', question);
    if (stdout.includes('window id')) return;
  }
  throw new Error('openbox did not become ready');
}

/**
 * A display of our own: Xvfb on a free number, with openbox, without which windows can neither
 * cover the screen nor lose the focus.
 *
 * @param {{ width: number, height: number }} [size] in pixels
 * @returns {Promise<Display>}
 */
export async function startDisplay(size = defaultSize) {
  const { server, name } = await startServer(size);
  const manager = spawn('openbox', ['--sm-disable'], {
    env: { ...process.env, DISPLAY: name },
    stdio: 'ignore',
  });
  // A parent that dies without ending them would leave them behind.
  const endNow = () => [manager, server].forEach((child) => child.kill('SIGKILL'));
  process.once('exit', endNow);
  const end = async () => {
    process.off('exit', endNow);
    await endChild(manager);
    await endChild(server);
  };
  try {
    await once(manager, 'spawn');
    await untilManaged(name);
  } catch (error) {
    process.off('exit', endNow);
    // The manager, if it was started, ends with its screen.
    await endChild(server);
    throw error;
  }
  return { name, environment: { DISPLAY: name }, end };
}

/**
 * A display without a window manager, which would take combinations for itself before any program saw
 * them.
 *
 * @param {{ width: number, height: number }} [size] in pixels
 * @returns {Promise<Omit<Display, 'environment'>>}
 */
export async function startBareDisplay(size = defaultSize) {
  const { server, name } = await startServer(size);
  const endNow = () => server.kill('SIGKILL');
  process.once('exit', endNow);
  return {
    name,
    async end() {
      process.off('exit', endNow);
      await endChild(server);
    },
  };
}

/**
 * Runs `work` on a display of our own, and ends it afterwards, whatever came of it. On Windows and
 * macOS the machine's own display serves.
 *
 * @template Result
 * @param {(display: DisplayEnvironment) => Promise<Result>} work
 * @param {{ width: number, height: number }} [size]
 * @returns {Promise<Result>}
 */
export async function withDisplay(work, size = defaultSize) {
  if (process.platform !== 'linux') return work({});
  const display = await startDisplay(size);
  try {
    return await work(display.environment);
  } finally {
    await display.end();
  }
}
