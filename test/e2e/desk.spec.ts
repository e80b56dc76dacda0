import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seesQuestions } from './support/answerQuiz.ts';
import { openApp } from './support/app.ts';
import { Candidate } from './support/candidate.ts';
import { ownFolder } from './support/folders.ts';
import { openBrowser, openStudents, signInStaff } from './support/staff.ts';
import { postStart } from './support/start.ts';
import { openWorld, type World } from './support/world.ts';

const SESSION = 'met-at-the-desk';

let world: World;
let browser: Browser;
let staff: Page;

beforeAll(async () => {
  world = await openWorld();
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await world.close();
});

/** Fills in one form of the student's page and says yes to the second question. */
async function act(name: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
  const form = staff.locator(`form.desk-form[action$="/desk/${name}"]`);
  for (const [field, value] of Object.entries(fields)) {
    await form.locator(`[name="${field}"]:not([type=hidden])`).fill(value);
  }
  await form.getByRole('button').click();
  if (name !== 'message') {
    await staff.getByRole('dialog').locator('button.primary').click();
  }
  await staff.waitForURL(/saved=yes/);
}

/** What the student's page says became of it on the other side; nobody reloads it. */
async function isShown(kind: string): Promise<void> {
  const line = staff.locator('.talk li', { hasText: kind }).last();
  await line.locator('.talk-seen', { hasText: /^shown/ }).waitFor({ timeout: 30_000 });
}

it('what a proctor does at the desk is seen on both sides', async () => {
  const start = await world.lms.addSample('start-on-campus-high', {
    sessionId: SESSION,
    language: 'en',
    proctoring: 'online',
    identification: 'face',
    allowVirtualEnvironment: true,
  });
  const userData = await ownFolder('desk');
  const app = await openApp({ userData: userData.path, link: (await postStart(start)).deepLink });
  const candidate = new Candidate(app, 'en');
  staff = await signInStaff(browser, world);
  await candidate.confirmsServer();
  await candidate.consents();
  await candidate.passesChecks();
  await candidate.sendsPhoto('face');
  await candidate.readsRules();
  await candidate.sees('desk.admission.title');

  // The desk of the exam shows who waits, with the photo.
  await openStudents(staff, world);
  await staff.getByRole('link', { name: 'Open the desk' }).click();
  const entry = staff.locator('.desk-entry');
  await entry.locator('img').first().waitFor({ timeout: 30_000 });
  await entry.locator('h3 a').click();
  await staff.locator('#desk').waitFor();
  await act('ask-retake', { words: 'Please hold your face in the light.' });
  await candidate.sees('setup.photo.face.title');
  await app.page.getByText('Please hold your face in the light.').waitFor();
  await isShown('Photo asked for again');
  await candidate.sendsPhoto('face');
  await candidate.sees('desk.admission.title');
  await staff.locator('#desk', { hasText: 'Waits to be let in' }).waitFor();
  await act('admit');
  await candidate.startsExam();
  const exam = await candidate.beginsAttempt();
  await seesQuestions(exam);

  const answer = exam.locator('input[type=text], textarea, input[type=number]').first();
  const isTyped = (await answer.count()) > 0 && (await answer.isVisible());
  if (isTyped) await answer.fill('42');
  await staff.locator('form[action$="/desk/lock"]').waitFor({ timeout: 30_000 });

  await act('message', { words: 'Good luck.' });
  await app.page.getByRole('button', { name: /1 new message/ }).click({ timeout: 30_000 });
  await app.page.getByText('Good luck.').waitFor();
  await isShown('Message');
  await app.page.getByRole('textbox').fill('Thank you.');
  await candidate.presses('desk.chat.send');
  await staff.locator('.talk', { hasText: 'Thank you.' }).waitFor({ timeout: 30_000 });

  await act('warn', { words: 'Please look at the screen.' });
  const warning = app.page.getByRole('alertdialog');
  await warning.getByText('Please look at the screen.').waitFor({ timeout: 30_000 });
  await warning.getByRole('button', { name: candidate.text('desk.warning.read') }).click();
  await staff.locator('.talk-seen', { hasText: 'read' }).waitFor({ timeout: 30_000 });

  await act('lock', { words: 'Show your desk, please.' });
  await candidate.sees('desk.lock.title');
  await app.page.locator('.staff-words', { hasText: 'Show your desk, please.' }).waitFor();
  await isShown('Exam locked');
  await act('unlock');
  const lock = app.page.getByRole('heading', { name: candidate.text('desk.lock.title') });
  await lock.waitFor({ state: 'hidden' });
  await isShown('Exam unlocked');
  await seesQuestions(exam);
  if (isTyped) expect(await answer.inputValue()).toBe('42');

  await act('extend-time', { minutes: '10' });
  await isShown('Time changed');

  await act('end', { words: 'Fire alarm.' });
  await candidate.sees('finish.title');
  await app.page.getByText('Fire alarm.').waitFor();
  await isShown('Exam ended');
  expect(world.statuses(SESSION).at(-1)).toBe('exam_finished');

  await act('reopen');
  await candidate.sees('finish.reopened.title');
  await candidate.presses('finish.reopened.goOn');
  const again = await app.foreignPage();
  await again.getByRole('button', { name: /attempt/i }).click();
  await seesQuestions(again);
  await staff.locator('form[action$="/desk/lock"]').waitFor({ timeout: 30_000 });
  await candidate.finishesExam();
  await candidate.seesEnd();
  expect(world.statuses(SESSION).at(-1)).toBe('exam_finished');
  expect(world.statuses(SESSION).filter((status) => status === 'exam_started')).toHaveLength(2);
  await app.close();
  await userData.remove();
}, 300_000);
