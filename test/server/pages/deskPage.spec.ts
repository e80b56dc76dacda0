import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { event, status } from '../support/app.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { launchBrowser, newPage } from './support/browser.ts';
import { openStudent, passAll, type Student } from './support/exam.ts';
import { givePassword, signIn, staffClient } from './support/staff.ts';

let server: TestServer;
let browser: Browser;
let student: Student;
beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
  await givePassword(server);
  student = await openStudent(server, { firstName: 'Amara', lastName: 'Okafor' });
  const way = ['after_check_req', 'in_setup', 'exam_started'];
  await student.app.send(...passAll(server), ...way.map((wire) => status(server, wire)));
});
afterAll(() => Promise.all([server.close(), browser.close()]));

/** Nobody presses Tab more often than this to reach a part of a page. */
const MOST_TABS = 120;

async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < MOST_TABS; presses += 1) {
    await page.keyboard.press('Tab');
    const isThere = await page.evaluate(
      (wanted) => document.activeElement?.matches(wanted) ?? false,
      selector,
    );
    if (isThere) return;
  }
  throw new Error(`Tab never reaches ${selector}`);
}

it('an exam is locked, and unlocked again, by keys alone', async () => {
  const page = await newPage(browser);
  await signIn(page, server);
  await page.waitForURL('**/staff/exams');
  await page.goto(`${server.url}${student.path}`);

  await tabTo(page, 'form[action$="/desk/lock"] textarea');
  await page.keyboard.type('Show your desk, please.');
  await tabTo(page, 'form[action$="/desk/lock"] button');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  // Escape leaves the exam as it is.
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  // What was typed is still there.
  const words = page.locator('form[action$="/desk/lock"] textarea');
  expect(await words.inputValue()).toBe('Show your desk, please.');
  await tabTo(page, 'form[action$="/desk/lock"] button');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await tabTo(page, '[role=dialog] button.primary, dialog button.primary');
  await page.keyboard.press('Enter');
  await page.waitForURL(/saved=yes/);

  server.clock.skip(1_000);
  await tabTo(page, 'form[action$="/desk/unlock"] button');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await tabTo(page, '[role=dialog] button.primary, dialog button.primary');
  await page.keyboard.press('Enter');
  await page.locator('form[action$="/desk/lock"]').waitFor();
  const lines = page.locator('.talk li');
  expect((await lines.allInnerTexts()).join()).toMatch(/Exam locked[^]*Exam unlocked/);
  await page.context().close();
});

it('letting in from the desk of the exam leads back there, and offers no photo where none is taken', async () => {
  const waiting = await openStudent(
    server,
    { firstName: 'Luc', lastName: 'Moreau' },
    { userId: 'luc', proctoring: 'online', identification: 'skip' },
  );
  await waiting.app.send(
    ...passAll(server),
    ...['after_check_req', 'in_setup'].map((wire) => status(server, wire)),
    event(server, { type: 'admission_asked' }),
  );
  const staff = await staffClient(server);
  const desk = `/staff/exams/${waiting.examId}/desk`;
  const queue = await (await staff.get(desk)).text();
  expect(queue).toContain('Turn down… Luc Moreau');
  expect(queue).not.toContain('Ask for a photo again');
  const admit = `${waiting.path}/desk/admit`;
  const asked = await (await staff.post(admit, { back: 'desk' })).text();
  expect(asked).toContain('name="back" value="desk"');
  expect(asked).toContain(`href="${desk}" data-leave=""`);
  const done = await staff.post(admit, { back: 'desk', confirmed: 'yes' });
  expect(done.headers.get('location')).toBe(`${desk}?saved=yes`);
  const refused = await staff.post(`${waiting.path}/desk/refuse-identity`, {
    words: 'Not you.',
    back: 'https://example.org',
    confirmed: 'yes',
  });
  expect(refused.status).toBe(409);
  expect(await refused.text()).not.toContain('example.org');
});
