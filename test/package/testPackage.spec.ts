import { copyFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuiz, seesQuestions } from '../e2e/support/answerQuiz.ts';
import { pictureFile } from '../e2e/support/app.ts';
import { Candidate } from '../e2e/support/candidate.ts';
import { FAKE_CAMERA } from '../e2e/support/folders.ts';
import { freePort } from '../e2e/support/freePort.ts';
import { postStart } from '../e2e/support/start.ts';
import { openWorld, type World } from '../e2e/support/world.ts';
import { install, isInstalled, remove } from './support/apt.ts';
import { run, succeed, type Running } from './support/command.ts';
import { addSwitches, openDesktop, type Desktop } from './support/desktop.ts';
import { builtPackage } from './support/packages.ts';
import { endApp, processesOf, renderersInSandbox } from './support/processes.ts';
import { connect, type RemoteApp } from './support/remoteApp.ts';

const built = builtPackage('test');
const STORY = ['registered', 'after_check_req', 'in_setup', 'exam_started', 'exam_finished'];

let world: World;
let desktop: Desktop;
let port: number;
let opened: Running;
let app: RemoteApp;
let candidate: Candidate<RemoteApp>;
let sessionId: string;

beforeAll(async () => {
  if (await isInstalled(built)) await remove(built);
  world = await openWorld();
  desktop = await openDesktop();
  port = await freePort();
});

afterAll(async () => {
  await endApp(built);
  if (await isInstalled(built)) await remove(built);
  await desktop.close();
  await world.close();
});

/** The link of the on-campus sample, as the LMS's start page would open it. */
async function startLink(): Promise<string> {
  const start = await world.lms.addSample('start-on-campus-high', {
    language: 'en',
    sessionId: 'installed-package',
    // The machine that tests packages is a virtual one.
    allowVirtualEnvironment: true,
  });
  const answer = await postStart(start);
  sessionId = answer.sessionId;
  return answer.deepLink;
}

describe('the test package', () => {
  it('is installed by apt, with all that it needs', async () => {
    await install(built);
    expect(await isInstalled(built)).toBe(true);
    const libraries = await succeed(['ldd', built.executable]);
    expect(libraries).not.toContain('not found');
  });

  it('opens our links for everybody on the machine', async () => {
    expect(await desktop.handler()).toBe(built.handler);
    const complaints = await run(['desktop-file-validate', built.desktopEntry]);
    expect(complaints).toEqual({ code: 0, output: '' });
    const entry = await readFile(built.desktopEntry, 'utf8');
    expect(entry).toContain('MimeType=x-scheme-handler/invigil;\n');
    expect(entry).toContain(`Exec=${built.executable} --ozone-platform=x11 %U\n`);
  });

  it('is opened by xdg-open on a start link, with a made-up camera and remote debugging', async () => {
    const camera = path.join(desktop.person.home, 'camera.mjpeg');
    await copyFile(FAKE_CAMERA, camera);
    await addSwitches(built, desktop.person, [
      `--remote-debugging-port=${String(port)}`,
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${camera}`,
    ]);
    opened = desktop.person.start(['xdg-open', await startLink()]);
    app = await connect(port);
    candidate = new Candidate(app, 'en', async (stage) => {
      await desktop.picture(pictureFile(`package-${stage}`));
    });
    await candidate.confirmsServer();
    await candidate.sees('session.title');
  });

  it("keeps its pages in Chromium's sandbox", async () => {
    expect(await renderersInSandbox(built)).toBeGreaterThanOrEqual(1);
  });

  it('runs as an ordinary user, and no process of it is told to go without the sandbox', async () => {
    const uid = await succeed(['id', '-u', desktop.person.name]);
    for (const { status, words } of await processesOf(built)) {
      expect(status.get('Uid')?.split(/\s+/)[0]).toBe(uid);
      expect(words).not.toContain('--no-sandbox');
    }
  });

  it('hands a second link to the app that is open', async () => {
    const before = (await processesOf(built)).filter(({ kind }) => kind === 'browser');
    const second = await desktop.person.run(['xdg-open', await startLink()]);
    expect(second.code).toBe(0);
    const after = (await processesOf(built)).filter(({ kind }) => kind === 'browser');
    expect(after.map(({ pid }) => pid)).toEqual(before.map(({ pid }) => pid));
    await candidate.sees('session.title');
  });

  it('takes the exam to its end, as the server saw it', async ({ annotate }) => {
    await candidate.consents();
    await candidate.passesChecks();
    await candidate.sendsPhoto('face');
    await candidate.readsRules();
    await candidate.startsExam();
    const exam = await candidate.beginsAttempt();
    await seesQuestions(exam);
    const renderers = await renderersInSandbox(built);
    expect(renderers).toBeGreaterThanOrEqual(2);
    await annotate(`${String(renderers)} renderers in the exam, all with Seccomp 2`);
    await desktop.picture(pictureFile('package-exam'));
    await answerQuiz(exam);
    await candidate.seesEnd();
    expect(world.statuses(sessionId)).toEqual(STORY);
    await annotate(world.statuses(sessionId).join(' → '));
  });

  it('keeps what it knows in a folder of its own', async () => {
    const folders = await succeed(['ls', path.join(desktop.person.home, '.config')]);
    expect(folders.split('\n')).toContain('Invigil Test');
    expect(folders.split('\n')).not.toContain('Invigil');
  });

  it('ends in order', async () => {
    await app.disconnect();
    await endApp(built);
    expect(await opened.ended).toMatchObject({ code: 0 });
  });

  it('leaves nothing behind that opens our links', async () => {
    await remove(built);
    expect(await isInstalled(built)).toBe(false);
    expect((await run(['test', '-e', built.folder])).code).not.toBe(0);
    expect((await run(['test', '-e', built.desktopEntry])).code).not.toBe(0);
    await succeed(['rm', '-rf', path.join(desktop.person.home, '.local')]);
    expect(await desktop.handler()).toBe('');
  });
});
