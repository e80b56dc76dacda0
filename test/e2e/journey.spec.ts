import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuiz } from './support/answerQuiz.ts';
import { openApp } from './support/app.ts';
import { Candidate } from './support/candidate.ts';
import { ownFolder } from './support/folders.ts';
import { openBrowser, openStudents, signInStaff } from './support/staff.ts';
import { postStart } from './support/start.ts';
import { openWorld, type World } from './support/world.ts';

const STORY = ['registered', 'after_check_req', 'in_setup', 'exam_started', 'exam_finished'];

let world: World;
let browser: Browser;

beforeAll(async () => {
  world = await openWorld();
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await world.close();
});

/** Presses "Begin" on the LMS in a real browser and reads the link behind "Open Invigil". */
async function linkFromLms(startUrl: string): Promise<string> {
  const page = await browser.newPage();
  await page.goto(startUrl);
  await page.locator('#begin').click();
  const link = await page.locator('a[href^="invigil://"]').first().getAttribute('href');
  await page.close();
  if (link === null) throw new Error('the start page offers no link');
  return link;
}

/** Staff waive a step for the one student of the list who waits in front of a block. */
async function overrule(step: string): Promise<void> {
  const page = await signInStaff(browser, world);
  await openStudents(page, world);
  const student = page.locator('tr', { hasText: 'Registered' });
  await student.locator('a[href*="/students/"]').first().click();
  await page.locator('#waive-step').selectOption(step);
  await page.getByRole('button', { name: 'Waive this step' }).click();
  await page.getByRole('dialog').locator('button.primary').click();
  await page.waitForURL(/saved=yes/);
  await page.close();
}

describe('a whole exam', () => {
  it('of the high-stakes sample goes from the LMS page to the review, every status in order', async () => {
    const { startUrl, parameters } = await world.lms.addSample('start-high-stakes-medium', {
      allowVirtualEnvironment: true,
      auxiliaryCamera: false,
      // Who is let in by a proctor is another story: see desk.spec.ts.
      proctoring: 'offline',
    });
    const userData = await ownFolder('medium');
    const app = await openApp({ userData: userData.path, link: await linkFromLms(startUrl) });
    const candidate = new Candidate(app, 'en');
    await candidate.confirmsServer();
    await candidate.consents();
    await candidate.passesChecks();
    await candidate.sendsPhoto('face');
    await candidate.sendsPhoto('passport');
    await candidate.readsRules();
    await candidate.acceptsAgreement();
    await candidate.startsExam();
    const exam = await candidate.beginsAttempt();
    await answerQuiz(exam);
    await candidate.seesEnd();
    await app.close();
    await userData.remove();
    expect(world.statuses(parameters.sessionId)).toEqual(STORY);
    expect(world.lms.state.finishCalls.at(-1)).toMatchObject({
      sessionId: parameters.sessionId,
      status: 200,
    });
    expect(world.lms.state.attempts.at(-1)?.finishedAt).not.toBeNull();
  }, 360_000);

  it('ends when the candidate presses "Finish exam", without the LMS', async () => {
    world.lms.settings.sendFinish = false;
    const start = await world.lms.addSample('start-on-campus-high', {
      sessionId: 'finished-by-hand',
      language: 'en',
      identification: 'skip',
      allowVirtualEnvironment: true,
    });
    const userData = await ownFolder('by-hand');
    const app = await openApp({ userData: userData.path, link: (await postStart(start)).deepLink });
    const candidate = new Candidate(app, 'en');
    await candidate.confirmsServer();
    await candidate.consents();
    await candidate.passesChecks();
    await candidate.readsRules();
    await candidate.startsExam();
    await candidate.beginsAttempt();
    await candidate.finishesExam();
    await candidate.seesEnd();
    await app.close();
    await userData.remove();
    world.lms.settings.sendFinish = true;
    expect(world.statuses('finished-by-hand')).toEqual(STORY);
  }, 240_000);

  it('is blocked on a virtual machine that the exam does not allow, with its evidence, until staff overrule it', async () => {
    const start = await world.lms.addSample('start-on-campus-high', {
      sessionId: 'on-a-virtual-machine',
      language: 'en',
    });
    const userData = await ownFolder('virtual');
    const app = await openApp({ userData: userData.path, link: (await postStart(start)).deepLink });
    const candidate = new Candidate(app, 'en');
    await candidate.confirmsServer();
    await candidate.consents();
    await app.page.getByText('virtual_machine').first().waitFor({ timeout: 120_000 });
    const screen = await app.page.locator('main').innerText();
    expect(screen).toContain(candidate.text('reason.virtual_machine.sentence'));
    expect(screen).toContain(candidate.text('common.seen'));
    await app.page.getByRole('button', { name: candidate.text('action.checkAgain') }).waitFor();
    expect(world.statuses('on-a-virtual-machine')).toEqual(['registered']);

    await overrule('virtual_machine');
    // Nothing is pressed: the candidate only waits.
    await candidate.sees('checks.title');
    await app.close();
    await userData.remove();
  }, 180_000);
});
