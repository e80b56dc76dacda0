import { spawn, type ChildProcess } from 'node:child_process';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openApp, pictureFile, type RunningApp } from './support/app.ts';
import { Candidate } from './support/candidate.ts';
import { startCutProxy, type CutProxy } from './support/cutProxy.ts';
import { ownFolder } from './support/folders.ts';
import { reachExam } from './support/reachExam.ts';
import { makeCode, openBrowser, openStudent, openStudents, signInStaff } from './support/staff.ts';
import { postStart } from './support/start.ts';
import { openWorld, type World } from './support/world.ts';

/** A stretch without network in it; two busy cores. */
const LONG = 360_000;

let browser: Browser;
let proxy: CutProxy;
let world: World;
let staff: Page;
const others: ChildProcess[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  proxy = await startCutProxy(() => world.server.url);
  world = await openWorld({ server: { publicUrl: proxy.url } });
  staff = await signInStaff(browser, world);
}, LONG);

afterEach(() => {
  proxy.cut('open');
  for (const child of others.splice(0)) child.kill();
});

afterAll(async () => {
  await browser.close();
  await world.close();
  await proxy.close();
});

/** A candidate before the block of a machine that this exam does not allow. */
async function blockedCandidate(where: World, sessionId: string, userData: string) {
  const start = await where.lms.addSample('start-on-campus-high', {
    sessionId,
    language: 'en',
    identification: 'skip',
  });
  const app = await openApp({ userData, link: (await postStart(start)).deepLink });
  const candidate = new Candidate(app, 'en');
  await candidate.confirmsServer();
  await candidate.consents();
  await candidate.sees('reason.virtual_machine.title', 120_000);
  return candidate;
}

async function entersCode(candidate: Candidate, code: string): Promise<void> {
  await candidate.app.page.getByLabel(candidate.text('contest.code')).fill(code);
  await candidate.presses('contest.use');
}

const picture = (app: RunningApp, name: string): Promise<Buffer> =>
  app.page.screenshot({ path: pictureFile(name) });

/** Another last sign: a code that was misheard. */
const misheard = (code: string): string => code.slice(0, -1) + (code.endsWith('7') ? '8' : '7');

describe('where nobody is there to overrule', () => {
  it(
    'a code frees the candidate without network, and a restart keeps it',
    async () => {
      const userData = await ownFolder('contest');
      const candidate = await blockedCandidate(world, 'freed-by-a-code', userData.path);
      await picture(candidate.app, 'contest-blocked-code');
      await openStudent(staff, world, 'freed-by-a-code');
      const code = await makeCode(staff, 'virtual_machine');
      await staff.screenshot({ path: pictureFile('contest-staff-code') });
      expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);

      proxy.cut('silent');
      await entersCode(candidate, misheard(code));
      const alert = candidate.app.page.getByRole('alert');
      await alert.getByText(candidate.text('reason.support_code_wrong.wayOut')).waitFor();
      await picture(candidate.app, 'contest-blocked-refused');
      await entersCode(candidate, code.toLowerCase().replaceAll('-', ' '));
      await candidate.sees('checks.title');
      await candidate.app.kill();

      proxy.cut('open');
      const again = new Candidate(await openApp({ userData: userData.path }), 'en');
      await again.app.page.getByRole('button', { name: again.text('link.resumable.open') }).click();
      await again.passesChecks();
      await again.sees('setup.rules.title');
      await again.app.close();
      await userData.remove();

      await openStudent(staff, world, 'freed-by-a-code');
      await staff.locator('[data-fresh-part="codes"]').getByText('Used').waitFor();
      const incidents = await staff.locator('[data-fresh-part="incidents"]').innerText();
      expect(incidents).toContain('Went on with a support code');
      expect(incidents).not.toContain('not issued by us');
      expect(await staff.content()).not.toContain(code);
    },
    LONG,
  );

  it(
    'a code lifts the cover of a program, and the covered time is told',
    async () => {
      const sitting = await reachExam(world);
      const { candidate, sessionId } = sitting;
      const folder = await ownFolder('program');
      const program = path.join(folder.path, 'anydesk');
      await copyFile('/bin/sleep', program);
      const child = spawn(program, ['300'], { stdio: 'ignore' });
      others.push(child);
      await candidate.sees('reason.forbidden_process.title');
      await picture(candidate.app, 'contest-cover-code');
      await openStudent(staff, world, sessionId);
      const other = await makeCode(staff, 'displays');
      await entersCode(candidate, other);
      const wayOut = candidate.text('reason.support_code_other_step.wayOut');
      await candidate.app.page.getByRole('alert').getByText(wayOut).waitFor();
      await staff.keyboard.press('Escape');
      await entersCode(candidate, await makeCode(staff, 'processes'));
      const cover = candidate.app.page.getByRole('heading', {
        name: candidate.text('reason.forbidden_process.title'),
      });
      await cover.waitFor({ state: 'detached' });
      await candidate.app.page.getByText(candidate.text('exam.finish')).first().waitFor();
      expect(child.exitCode ?? child.signalCode).toBeNull();
      await staff.keyboard.press('Escape');
      const facts = staff.locator('[data-fresh-part="facts"]');
      await facts.getByText('Exam page covered').waitFor();
      await staff.screenshot({ path: pictureFile('contest-staff-covered'), fullPage: true });
      await sitting.close();
      await folder.remove();
    },
    LONG,
  );

  it(
    'they go on flagged if the integration says so, and staff find them by it',
    async () => {
      const lenient = await openWorld({ server: { integration: { contest: 'continue' } } });
      const page = await signInStaff(browser, lenient);
      const userData = await ownFolder('contest-flagged');
      const candidate = await blockedCandidate(lenient, 'went-on-flagged', userData.path);
      await picture(candidate.app, 'contest-blocked-continue');
      await candidate.presses('contest.goOn');
      await picture(candidate.app, 'contest-dialog');
      await candidate.app.page
        .getByRole('alertdialog')
        .getByRole('button', { name: candidate.text('contest.dialog.action'), exact: true })
        .click();
      await candidate.sees('checks.title');
      await openStudents(page, lenient);
      const row = page.locator('tr', { hasText: 'went-on-flagged' });
      await row.getByText('Flagged for review').waitFor();
      await page.getByRole('button', { name: /Flagged for review/ }).click();
      await page.waitForURL(/flagged=yes/);
      await page.screenshot({ path: pictureFile('contest-students-flagged') });
      expect(await page.locator('[data-student]:visible').count()).toBe(1);
      await openStudent(page, lenient, 'went-on-flagged');
      const incidents = page.locator('[data-fresh-part="incidents"]');
      await incidents.getByText('Went on in spite of a verdict').waitFor();
      await page.screenshot({ path: pictureFile('contest-student-flagged'), fullPage: true });
      await candidate.app.close();
      await userData.remove();
      await page.close();
      await lenient.close();
    },
    LONG,
  );
});
