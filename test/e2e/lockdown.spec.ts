import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ownFolder } from './support/folders.ts';
import { reachExam, type Sitting } from './support/reachExam.ts';
import { openWorld, type World } from './support/world.ts';

const run = promisify(execFile);
/** Two busy cores; what is measured by the clock has its own limit. */
const SOON = { timeout: 20_000, interval: 100 };

let world: World;
let sitting: Sitting;
const others: ChildProcess[] = [];

const other = (program: string, ...args: string[]): ChildProcess => {
  const child = spawn(program, args, { stdio: 'ignore' });
  others.push(child);
  return child;
};

/** The exam's window as Electron and as the window manager see it. */
const windowNow = () =>
  sitting.candidate.app.application.evaluate(({ BrowserWindow, screen }) => {
    const window = BrowserWindow.getAllWindows()[0];
    if (window === undefined) throw new Error('the window is gone');
    return {
      kiosk: window.isKiosk(),
      onTop: window.isAlwaysOnTop(),
      focused: window.isFocused(),
      minimised: window.isMinimized(),
      bounds: window.getBounds(),
      screen: screen.getPrimaryDisplay().bounds,
    };
  });

const coverHeading = () =>
  sitting.candidate.app.page.getByRole('heading', {
    name: sitting.candidate.text('reason.forbidden_process.title'),
  });

beforeAll(async () => {
  world = await openWorld();
  sitting = await reachExam(world, { secureBrowserLevel: 'high' });
}, 300_000);

afterEach(() => {
  for (const child of others.splice(0)) child.kill();
});

afterAll(async () => {
  await sitting.close();
  await world.close();
});

describe('the exam at level high', () => {
  it('covers the screen, on top of everything', async () => {
    const { kiosk, onTop, bounds, screen } = await windowNow();
    expect({ kiosk, onTop, bounds }).toEqual({ kiosk: true, onTop: true, bounds: screen });
  });

  it('is neither closed nor minimised by the window manager', async () => {
    await run('wmctrl', ['-x', '-c', 'invigil']);
    const { stdout } = await run('xdotool', ['getactivewindow']);
    await run('xdotool', ['windowminimize', stdout.trim()]);
    await run('xdotool', ['key', 'alt+F4']);
    await expect
      .poll(async () => {
        const { kiosk, focused, minimised } = await windowNow();
        return { kiosk, focused, minimised };
      }, SOON)
      .toEqual({ kiosk: true, focused: true, minimised: false });
  });

  it('comes back in front when another window takes the focus', async () => {
    other('xterm', '-T', 'thief', '-e', 'sleep', '60');
    await expect
      .poll(async () => (await run('wmctrl', ['-l'])).stdout.includes('thief'), SOON)
      .toBe(true);
    await run('xdotool', ['search', '--name', '^thief$', 'windowactivate']);
    await expect.poll(async () => (await windowNow()).focused, SOON).toBe(true);
  });

  it('keeps blocked keys from the exam page and lets the others through', async () => {
    await sitting.exam.evaluate(() => {
      const pressed: string[] = [];
      Reflect.set(window, '__pressed', pressed);
      addEventListener('keydown', ({ key }) => pressed.push(key), true);
    });
    await sitting.candidate.app.application.evaluate(({ webContents }) => {
      webContents
        .getAllWebContents()
        .find((contents) => contents.getURL().startsWith('http'))
        ?.focus();
    });
    for (const key of ['ctrl+p', 'ctrl+shift+i', 'ctrl+s', 'F12', 'x'])
      await run('xdotool', ['key', key]);
    const pressed = () => sitting.exam.evaluate(() => Reflect.get(window, '__pressed') as string[]);
    await expect.poll(pressed, SOON).toContain('x');
    expect((await pressed()).filter((key) => /^(p|i|s|F12)$/i.test(key))).toEqual([]);
  });

  it('is hidden while a forbidden program runs, and comes back by itself', async () => {
    const folder = await ownFolder('program');
    const program = path.join(folder.path, 'anydesk');
    await copyFile('/bin/sleep', program);
    const child = other(program, '120');
    await coverHeading().waitFor({ timeout: 20_000 });
    expect(await sitting.candidate.app.page.getByText('AnyDesk').count()).toBeGreaterThan(0);
    child.kill();
    await coverHeading().waitFor({ state: 'detached', timeout: 20_000 });
    await folder.remove();
  });

  it('closes a forbidden program on the candidate’s word, and no other', async () => {
    const folder = await ownFolder('programs');
    const program = path.join(folder.path, 'anydesk');
    const neighbour = path.join(folder.path, 'anydesk-notes');
    await copyFile('/bin/sleep', program);
    await copyFile('/bin/sleep', neighbour);
    const child = other(program, '120');
    const innocent = other(neighbour, '120');
    await coverHeading().waitFor({ timeout: 20_000 });
    await sitting.candidate.app.page
      .getByRole('button', { name: `${sitting.candidate.text('program.close')}: AnyDesk` })
      .click();
    await coverHeading().waitFor({ state: 'detached', timeout: 20_000 });
    expect(child.signalCode).toBe('SIGTERM');
    expect(innocent.exitCode ?? innocent.signalCode).toBeNull();
    await folder.remove();
  });

  it('gives the machine back within five seconds of leaving', async () => {
    const left = await sitting.candidate.leavesExam();
    await expect
      .poll(async () => {
        const { kiosk, onTop } = await windowNow();
        return { kiosk, onTop };
      }, SOON)
      .toEqual({ kiosk: false, onTop: false });
    expect(Date.now() - left).toBeLessThan(5_000);
  });
});
