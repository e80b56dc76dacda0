import { extractFile } from '@electron/asar';
import { once } from 'node:events';
import fs from 'node:fs';
import { access, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { formatDeepLink } from '../../contract/deepLink.ts';
import { MANIFEST_NAME } from '../../main/system/manifest.ts';
import { APP_CHANGED_EXIT_CODE, checkOwnFiles } from '../../main/system/ownFiles.ts';
import { UNSAFE_START_EXIT_CODE } from '../../main/system/startSafety.ts';
import { pictureFile } from '../e2e/support/app.ts';
import { electronRuntime } from '../../scripts/electron-runtime.mjs';
import { FAKE_CAMERA } from '../e2e/support/folders.ts';
import { freePort } from '../e2e/support/freePort.ts';
import { words } from '../e2e/support/words.ts';
import { install, isInstalled, remove } from './support/apt.ts';
import { run, succeed } from './support/command.ts';
import { copyInstalled, flipBit } from './support/copies.ts';
import { addSwitches, openDesktop, type Desktop } from './support/desktop.ts';
import { builtPackage, type BuiltPackage } from './support/packages.ts';
import { endApp, processesOf, renderersInSandbox } from './support/processes.ts';
import { isDebuggable } from './support/remoteApp.ts';

const built = builtPackage('release');
/** A link as institutions give it; the server is asked only after the candidate's yes. */
const link = formatDeepLink({
  server: 'https://proctor.uni.example/',
  ticket: 'a'.repeat(43),
});
const asksForServer = words('en', 'link.confirming.title');
const waitsForLink = words('en', 'link.waiting.title');
const eventually = { timeout: 20_000, interval: 500 };
/** Long enough for an app that would do what it must not; ms. */
const A_WHILE = 2_000;

let desktop: Desktop;
const copies: BuiltPackage[] = [];

beforeAll(async () => {
  if (await isInstalled(built)) await remove(built);
  desktop = await openDesktop();
});

afterEach(async () => {
  for (const running of [built, ...copies.splice(0)]) await endApp(running);
  await desktop.person.forget();
});

afterAll(async () => {
  if (await isInstalled(built)) await remove(built);
  await desktop.close();
});

/** A copy of the installed package that the person may change, ended with the test. */
async function copyOf(called: string): Promise<BuiltPackage> {
  const copy = await copyInstalled(built, desktop.person, called);
  copies.push(copy);
  return copy;
}

function logOf({ person }: Desktop): Promise<string> {
  return readFile(path.join(person.home, built.userData, 'logs/invigil.log'), 'utf8');
}

async function mainProcesses(): Promise<number[]> {
  const all = await processesOf(built);
  return all.filter(({ kind }) => kind === 'browser').map(({ pid }) => pid);
}

async function exists(file: string): Promise<boolean> {
  return (await run(['test', '-e', file])).code === 0;
}

describe('the release package', () => {
  it('is installed by apt, with all that it needs, and opens our links', async () => {
    await install(built);
    expect(await succeed(['ldd', built.executable])).not.toContain('not found');
    expect(await run(['desktop-file-validate', built.desktopEntry])).toEqual({
      code: 0,
      output: '',
    });
    expect(await readFile(built.desktopEntry, 'utf8')).toContain(
      `Exec=${built.executable} --ozone-platform=x11 %U\n`,
    );
    expect(await desktop.handler()).toBe(built.handler);
  });

  it('is opened by xdg-open on a link, in the sandbox, and asks about its server', async () => {
    const opened = desktop.person.start(['xdg-open', link]);
    await desktop.seesWindow(asksForServer);
    await desktop.picture(pictureFile('release-link'));
    expect(await renderersInSandbox(built)).toBeGreaterThanOrEqual(1);
    await endApp(built);
    expect((await opened.ended).code).toBe(0);
  });

  it('hands a link to the window that is open, when xdg-open starts it once more', async () => {
    desktop.person.start([built.command]);
    await desktop.seesWindow(waitsForLink);
    const before = await mainProcesses();
    const second = await desktop.person.run(['xdg-open', link]);
    expect(second.code).toBe(0);
    await desktop.seesWindow(asksForServer);
    await expect
      .poll(() => desktop.reads(asksForServer), eventually)
      .toContain('proctor.uni.example');
    expect(await mainProcesses()).toEqual(before);
  });

  it('refuses plain http to this machine as link_insecure, and asks nobody there', async () => {
    let asked = 0;
    const server = createServer(() => (asked += 1)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = z.object({ port: z.number() }).parse(server.address());
    const insecure = formatDeepLink({
      server: `http://127.0.0.1:${String(port)}/`,
      ticket: 'a'.repeat(43),
    });
    desktop.person.start(['xdg-open', insecure]);
    await desktop.seesWindow(waitsForLink);
    await expect.poll(() => desktop.reads(waitsForLink), eventually).toContain('link_insecure');
    const text = await desktop.reads(waitsForLink);
    expect(text).toContain(words('en', 'reason.link_insecure.sentence'));
    await desktop.picture(pictureFile('release-link-insecure'));
    server.close();
    expect(asked).toBe(0);
  });
});

describe('a release that is started to be controlled', () => {
  it.each([
    ['remote debugging', (port: number) => [`--remote-debugging-port=${String(port)}`]],
    ["Node's inspector", (port: number) => [`--inspect=${String(port)}`]],
    ['no sandbox', () => ['--no-sandbox']],
    ['a made-up camera', () => ['--use-fake-device-for-media-stream']],
    ['a film for a camera', () => [`--use-file-for-fake-video-capture=${FAKE_CAMERA}`]],
    ['yes to every permission', () => ['--use-fake-ui-for-media-stream']],
    ['every certificate', () => ['--ignore-certificate-errors']],
    ['a proxy that reads along', () => ['--proxy-server=127.0.0.1:2']],
  ])('refuses %s: says unsafe_start and why, and ends with 3', async (_what, switches) => {
    const port = await freePort();
    const given = switches(port);
    const started = desktop.person.start([built.command, ...given, link]);
    await desktop.seesWindow(built.title);
    // Only the message: no page of ours is there to be controlled, and no debugger gets an answer.
    expect(await desktop.titles()).toEqual([built.title]);
    expect(await isDebuggable(port)).toBe(false);
    await desktop.picture(pictureFile('release-unsafe-start'));
    await desktop.closeWindow(built.title);
    const { code, output } = await started.ended;
    expect(code).toBe(UNSAFE_START_EXIT_CODE);
    const name = given[0]?.split('=')[0] ?? '';
    expect(output).toContain(`invigil: unsafe_start: ${name}`);
  });

  it('refuses them from a desktop entry too, opened by a link', async () => {
    await addSwitches(built, desktop.person, ['--use-fake-device-for-media-stream']);
    const opened = desktop.person.start(['xdg-open', link]);
    await desktop.seesWindow(built.title);
    await desktop.closeWindow(built.title);
    const { code, output } = await opened.ended;
    // xdg-open's own word for a program that failed (xdg-open(1)).
    expect(code).toBe(4);
    expect(output).toContain('invigil: unsafe_start: --use-fake-device-for-media-stream');
    await rm(path.join(desktop.person.home, '.local/share/applications', built.handler));
  });

  it('runs no script in its name by ELECTRON_RUN_AS_NODE or NODE_OPTIONS', async () => {
    const proof = path.join(desktop.person.home, 'script-ran');
    const script = path.join(desktop.person.home, 'script.cjs');
    await writeFile(script, `require('node:fs').writeFileSync(${JSON.stringify(proof)}, '');\n`);
    for (const variable of ['ELECTRON_RUN_AS_NODE=1', `NODE_OPTIONS=--require=${script}`]) {
      const started = desktop.person.start(['env', variable, built.command, script]);
      await desktop.seesWindow(waitsForLink);
      expect(await exists(proof), variable).toBe(false);
      await endApp(built);
      await started.ended;
    }
  });

  it('knows no data folder but its own', async () => {
    const elsewhere = path.join(desktop.person.home, 'elsewhere');
    desktop.person.start(['env', `INVIGIL_USER_DATA=${elsewhere}`, built.command]);
    await desktop.seesWindow(waitsForLink);
    expect(await exists(elsewhere)).toBe(false);
    await access(path.join(desktop.person.home, built.userData));
  });

  it('opens no debugger on SIGUSR1', async () => {
    desktop.person.start([built.command]);
    await desktop.seesWindow(waitsForLink);
    for (const { pid, kind } of await processesOf(built))
      if (kind === 'browser') process.kill(pid, 'SIGUSR1');
    await wait(A_WHILE);
    // Node's own port for it.
    expect(await isDebuggable(9229)).toBe(false);
  });
});

describe('a release whose files were changed', () => {
  it('runs from a copy that nobody touched', async () => {
    const copy = await copyOf('untouched');
    desktop.person.start([copy.executable, '--ozone-platform=x11']);
    await desktop.seesWindow(waitsForLink);
    expect(await desktop.titles()).toEqual([expect.stringContaining(waitsForLink)]);
    const resources = path.join(copy.folder, 'resources');
    const publicPem = extractFile(path.join(resources, 'app.asar'), 'out/manifest-key.pem');
    const own = await checkOwnFiles({ resources, publicPem: publicPem.toString(), files: fs });
    const build = own.intact ? own.build.slice(0, 16) : 'changed';
    expect(await logOf(desktop)).toContain(`release, manifest ${build}`);
  });

  it.each<[string, (copy: BuiltPackage) => Promise<unknown>, string]>([
    [
      'with one bit of the archive turned',
      (copy) => flipBit(copy, 'out/renderer/index.html'),
      'changed app.asar',
    ],
    [
      'with its list of files gone',
      ({ folder }) => rm(path.join(folder, 'resources', MANIFEST_NAME)),
      'manifest_missing',
    ],
    [
      'with an archive beside its own',
      ({ folder }) => writeFile(path.join(folder, 'resources/default_app.asar'), ''),
      'added default_app.asar',
    ],
  ])('refuses %s: says app_changed and why, and ends with 5', async (what, change, detail) => {
    const copy = await copyOf(what.replaceAll(' ', '-'));
    await change(copy);
    const started = desktop.person.start([copy.executable, '--ozone-platform=x11', link]);
    await desktop.seesWindow(built.title);
    // Only the message: no page of ours is there.
    expect(await desktop.titles()).toEqual([built.title]);
    await desktop.picture(pictureFile('release-app-changed'));
    await desktop.closeWindow(built.title);
    const { code, output } = await started.ended;
    expect(code).toBe(APP_CHANGED_EXIT_CODE);
    expect(output).toContain(`invigil: app_changed: ${detail}`);
    expect(await logOf(desktop)).toContain(`not started: app_changed: ${detail}`);
  });

  it('refuses as well when another Electron opens its archive, which makes no checkout of it', async () => {
    const { dist } = await electronRuntime(() => undefined);
    const folder = path.join(desktop.person.home, 'electron');
    await succeed(['cp', '-r', dist, folder]);
    await succeed(['chown', '-R', `${desktop.person.name}:`, folder]);
    const other = { ...built, folder, executable: path.join(folder, 'electron') };
    copies.push(other);
    const archive = path.join(built.folder, 'resources/app.asar');
    const started = desktop.person.start([other.executable, archive]);
    await desktop.seesWindow(built.title);
    expect(await desktop.titles()).toEqual([built.title]);
    await desktop.closeWindow(built.title);
    const { code, output } = await started.ended;
    expect(code).toBe(APP_CHANGED_EXIT_CODE);
    expect(output).toContain('invigil: app_changed: manifest_missing');
  });

  it('gives the machine back all the same, on --restore', async () => {
    const copy = await copyOf('changed-and-restored');
    await flipBit(copy, 'out/renderer/index.html');
    const restored = await desktop.person.run([copy.executable, '--restore']);
    expect(restored).toMatchObject({ code: 0 });
    expect(restored.output).toContain('nothing to give back');
  });
});

describe('the release package, taken away', () => {
  it('leaves no program, no entry and nothing that opens our links', async () => {
    await remove(built);
    for (const file of [built.folder, built.command, built.desktopEntry])
      expect(await exists(file), file).toBe(false);
    expect(await desktop.handler()).toBe('');
    const cache = await run(['grep', '-r', 'invigil', '/usr/share/applications']);
    expect(cache.output).toBe('');
  });
});
