import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sandboxArguments } from '../bench/app/launch.ts';
import { plugInUsb, unplugUsb, USB } from '../fixtures/devices/sysfs.ts';
import { screenPicture } from './support/app.ts';
import { ownFolder, REPOSITORY } from './support/folders.ts';
import { reachExam, type Sitting } from './support/reachExam.ts';
import { noSessionBus, startSessionBus, type SessionBus } from './support/sessionBus.ts';
import { openStudentPage, type StaffBrowser } from './support/staffPage.ts';
import { openWorld, type World } from './support/world.ts';

const run = promisify(execFile);
/** A look every two seconds, a debounce of six, sending, and two busy cores. */
const SOON = { timeout: 45_000, interval: 250 };
const BANNERS = ['gsettings', 'get', 'org.gnome.desktop.notifications', 'show-banners'] as const;

const without = noSessionBus();

let world: World;
let sitting: Sitting;
let staff: StaffBrowser;
let machine: Awaited<ReturnType<typeof ownFolder>>;
let bus: SessionBus | undefined;
let checkWords = '';
let killed = false;

beforeAll(async () => {
  world = await openWorld();
  machine = await ownFolder('machine');
  bus = without === undefined ? await startSessionBus() : undefined;
  await plugInUsb(machine.path, USB.keyboard);
  await plugInUsb(machine.path, USB.camera);
  sitting = await reachExam(
    world,
    { secureBrowserLevel: 'high', streamsPreset: 'default' },
    {
      environment: { INVIGIL_DEVICES: machine.path, ...bus?.environment },
      atStage: async (stage, page) => {
        if (stage !== 'checks') return;
        checkWords = await page.locator('.check-devices').innerText();
        await picture('checks-devices', await page.screenshot({ fullPage: true }));
      },
    },
  );
  staff = await openStudentPage(world);
}, 300_000);

afterAll(async () => {
  await staff.close();
  if (killed) await rm(sitting.userData, { recursive: true, force: true });
  else await sitting.close();
  await world.close();
  await bus?.end();
  await machine.remove();
});

/** Kept only where pictures are asked for. */
async function picture(name: string, data: Buffer): Promise<void> {
  const folder = process.env['INVIGIL_PICTURES'];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/${name}.png`, data);
}

const incidents = () => staff.student.locator('#incidents').innerText();

describe('connected devices', () => {
  it('are listed at the check, for the candidate and for staff', async () => {
    expect(checkWords).toContain('Logitech USB Keyboard (keyboard)');
    expect(checkWords).toContain('HD Pro Webcam C920 (camera)');
    // Of Chromium's own, which stand for what is on no USB.
    expect(checkWords).toContain('Fake Audio Output 1 (sound)');
    await expect
      .poll(() => staff.student.locator('#checks').innerText(), SOON)
      .toContain('Logitech USB Keyboard (keyboard)');
  });

  it('that are plugged in during the exam are told by name and kind', async () => {
    expect(await incidents()).not.toContain('A device was');
    await plugInUsb(machine.path, USB.stick);
    await expect.poll(incidents, SOON).toContain('SanDisk Ultra Fit (storage)');
    expect(await incidents()).toContain('A device was connected');
  });

  it('that are unplugged are told, and the candidate hears of a camera', async () => {
    await unplugUsb(machine.path, USB.camera);
    const { page } = sitting.candidate.app;
    await page.getByText(sitting.candidate.text('notice.camera_unplugged')).waitFor(SOON);
    await picture('exam-camera-unplugged', await screenPicture(sitting.candidate.app));
    await expect.poll(incidents, SOON).toContain('A device was disconnected');
    await picture('staff-devices', await staff.student.screenshot({ fullPage: true }));
  });

  it('keep their serial numbers to themselves', async () => {
    const words = await staff.student.content();
    for (const { serial } of [USB.stick, USB.camera]) expect(words).not.toContain(serial);
  });
});

describe('the desktop’s own bubbles', () => {
  beforeEach((context) => {
    if (without !== undefined) context.skip(without);
  });

  const banners = () => bus?.run(...BANNERS);

  it('are kept back while the exam is held at high', async () => {
    expect(await banners()).toBe('false');
  });

  it('that are switched on again in the middle are told', async () => {
    await bus?.run('gsettings', 'set', ...BANNERS.slice(2), 'true');
    await sitting.candidate.app.page.evaluate(() => window.exam.ask('exam.checkAgain', undefined));
    await expect.poll(incidents, SOON).toContain('Notifications can appear over the exam.');
    await bus?.run('gsettings', 'set', ...BANNERS.slice(2), 'false');
  });

  it('come back by one command after a kill', async () => {
    await sitting.candidate.app.kill();
    killed = true;
    expect(await banners()).toBe('false');
    const { ELECTRON_RUN_AS_NODE: _plainNode, ...environment } = process.env;
    const { stdout } = await run(
      process.env['INVIGIL_ELECTRON'] ?? '',
      [...sandboxArguments, REPOSITORY, '--restore'],
      { env: { ...environment, ...bus?.environment, INVIGIL_USER_DATA: sitting.userData } },
    );
    expect(stdout).toContain('quiet');
    expect(await banners()).toBe('true');
  });
});
