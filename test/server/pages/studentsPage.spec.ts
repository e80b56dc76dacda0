import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { status } from '../support/app.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import {
  accessibleDescription,
  launchBrowser,
  newPage,
  scrollsSideways,
  soon,
  type WatchedPage,
} from './support/browser.ts';
import { check, openStudent, passAll, register, type Student } from './support/exam.ts';
import { givePassword, signIn } from './support/staff.ts';

let server: TestServer;
let browser: Browser;
let page: WatchedPage;
let amara: Student;
beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
  await givePassword(server);
  amara = await openStudent(server, { firstName: 'Amara', lastName: 'Okafor' });
  await amara.app.send(
    check(server, 'webcam', 'succeeded'),
    check(server, 'microphone', 'failed'),
    check(server, 'screenshare', 'not_completed'),
    check(server, 'bandwidth', 'failed', { bandwidthSpeed: 840_000 }),
  );
  await register(server, { firstName: 'Luc', lastName: 'Moreau' });
  const elena = await openStudent(server, { firstName: 'Elena', lastName: 'Petrova' });
  await elena.app.send(
    ...passAll(server),
    ...['after_check_req', 'in_setup', 'exam_started'].map((wire) => status(server, wire)),
  );
  page = await newPage(browser);
  await signIn(page, server);
  await page.waitForURL('**/staff/exams');
});
afterAll(() => Promise.all([server.close(), browser.close()]));
afterEach(() => {
  expect(page.wrongs).toEqual([]);
});

const row = (student: Student) => page.locator(`#student-${student.id}`);
const pill = (student: Student) => row(student).locator('.pill');
const popover = (student: Student) => page.locator(`#checks-${student.id}`);

async function openList(query = ''): Promise<void> {
  await page.mouse.move(0, 0);
  await page.goto(`${server.url}/staff/exams/${amara.examId}${query}`);
  await page.locator('[data-live="on"]').waitFor();
}

describe('the list of exams', () => {
  it('leads to the students of each', async () => {
    await page.goto(`${server.url}/staff/exams`);
    const card = page.getByRole('listitem').filter({ hasText: 'Numerical Methods II – final' });
    expect(await card.textContent()).toContain('3 students');
    await card.getByRole('link').click();
    await page.waitForURL(`**/staff/exams/${amara.examId}`);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(
      'Numerical Methods II – final',
    );
  });
});

describe('the Students page', () => {
  it('shows the students by family name with the labels of their status', async () => {
    await openList();
    const names = await page.locator('.cell-student a').allTextContents();
    expect(names).toEqual(['Moreau, Luc', 'Okafor, Amara', 'Petrova, Elena']);
    expect(await pill(amara).textContent()).toBe('Registered');
    const labels = await page.locator('.flow-name').allTextContents();
    expect(labels).toEqual([
      'All',
      'Registered',
      'Email sent',
      'Checks completed',
      'In setup',
      'Exam not started',
      'Exam started',
      'Exam finished',
    ]);
  });
});

describe('the steps of the system check', () => {
  it('appear on hover, stay while the pointer is on them, and go', async () => {
    await openList();
    expect(await popover(amara).isVisible()).toBe(false);
    await pill(amara).hover();
    await popover(amara).waitFor();
    const text = await popover(amara).innerText();
    expect(text).toMatch(/Camera[\s:]+Passed/);
    expect(text).toMatch(/Microphone[\s:]+Failed/);
    expect(text).toMatch(/Screen share[\s:]+Not completed/);
    expect(text).toMatch(/Speakers[\s:]+Not started/);
    expect(text).toMatch(/Phone as second camera[\s:]+Not needed/);
    expect(text).toMatch(/Bandwidth[\s:]+Failed, 0.8 Mbit\/s, only warns/);
    await popover(amara).hover();
    await page.waitForTimeout(300);
    expect(await popover(amara).isVisible()).toBe(true);
    await page.mouse.move(0, 0);
    await popover(amara).waitFor({ state: 'hidden' });
  });

  it('appear on keyboard focus, leave with Escape, and are read out with the status', async () => {
    await openList();
    await page.locator('.search input').focus();
    // From the search: each row is its name, its status, its incidents where there are any.
    for (let turn = 0; turn < 40; turn += 1) {
      await page.keyboard.press('Tab');
      if (await pill(amara).evaluate((one) => one === document.activeElement)) break;
    }
    await popover(amara).waitFor();
    await page.keyboard.press('Escape');
    await popover(amara).waitFor({ state: 'hidden' });
    expect(await pill(amara).evaluate((one) => one === document.activeElement)).toBe(true);
    const description = await accessibleDescription(page, `#student-${amara.id} .pill`);
    expect(description).toContain('Failed: Microphone, Bandwidth.');
    expect(description).toContain('Not completed: Screen share.');
    expect(description).toContain('Passed: Camera.');
  });

  it('appear at the first touch, and go away by touching elsewhere; the next touch goes on', async () => {
    const touched = await newPage(browser, {
      hasTouch: true,
      viewport: { width: 1024, height: 768 },
    });
    await signIn(touched, server);
    await touched.waitForURL('**/staff/exams');
    await touched.goto(`${server.url}/staff/exams/${amara.examId}`);
    await touched.locator('[data-live="on"]').waitFor();
    const [status, steps] = [`#student-${amara.id} .pill`, `#checks-${amara.id}`];
    await touched.locator(status).tap();
    await touched.locator(steps).waitFor();
    expect(new URL(touched.url()).pathname).toBe(`/staff/exams/${amara.examId}`);
    await touched.locator('h1').tap();
    await touched.locator(steps).waitFor({ state: 'hidden' });
    await touched.locator(status).tap();
    await touched.locator(steps).waitFor();
    await touched.locator(status).tap();
    await touched.waitForURL(`**${amara.path}*`);
    await touched.context().close();
  });

  it('lie inside the window and never on the status itself', async () => {
    await openList();
    for (const height of [900, 600, 460]) {
      await page.setViewportSize({ width: 1280, height });
      await pill(amara).focus();
      await popover(amara).waitFor();
      const [status, box] = [await pill(amara).boundingBox(), await popover(amara).boundingBox()];
      if (status === null || box === null) throw new Error('not on the page');
      expect(box.y).toBeGreaterThanOrEqual(0);
      expect(box.y + box.height).toBeLessThanOrEqual(height);
      const apart =
        box.y >= status.y + status.height ||
        box.y + box.height <= status.y ||
        box.x >= status.x + status.width;
      expect(apart).toBe(true);
      await page.keyboard.press('Escape');
      await page.locator('.search input').focus();
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  });
});

describe('the filter', () => {
  const shown = () => page.locator('[data-student]:visible .cell-student a').allTextContents();

  it('shows one status, and all again', async () => {
    await openList();
    await page.getByRole('button', { name: /Exam started/ }).click();
    await soon(shown).toEqual(['Petrova, Elena']);
    expect(page.url()).toContain('status=exam_started');
    await page.getByRole('button', { name: /^\d+ All/ }).click();
    await soon(async () => (await shown()).length).toBe(3);
  });

  it('finds by name, mail or session, and says when nobody matches', async () => {
    await openList();
    await page.getByRole('searchbox').fill('amara ok');
    await soon(shown).toEqual(['Okafor, Amara']);
    await soon(() => page.locator('[data-shown]').textContent()).toBe('1 student shown');
    await page.getByRole('searchbox').fill('nobody like this');
    await page.getByText('No student matches').waitFor();
    await page.getByRole('link', { name: 'Show all students' }).click();
    await soon(async () => (await shown()).length).toBe(3);
  });

  it('stands in the address, and works without scripts', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB' });
    await context.addCookies(await page.context().cookies());
    const plain = await context.newPage();
    await plain.goto(`${server.url}/staff/exams/${amara.examId}?status=exam_started&q=elena`);
    const names = plain.locator('[data-student]:visible .cell-student a');
    expect(await names.allTextContents()).toEqual(['Petrova, Elena']);
    expect(await plain.locator('time').first().textContent()).toContain('UTC');
    await context.close();
  });
});

describe('the Students page on other screens', () => {
  it.each([
    ['at 200 % of a common screen', 640],
    ['on a phone', 360],
  ])('%s needs no scrolling sideways', async (_where, width) => {
    await page.setViewportSize({ width, height: 800 });
    await openList();
    expect(await scrollsSideways(page)).toBe(false);
    await pill(amara).focus();
    await popover(amara).waitFor();
    const box = await popover(amara).boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
    await page.goto(`${server.url}${amara.path}`);
    expect(await scrollsSideways(page)).toBe(false);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  it('shows an exam without students as such', async () => {
    await server.deps.database
      .insertInto('exams')
      .columns(['id', 'accountId', 'externalId', 'name', 'createdAt'])
      .expression((from) =>
        from
          .selectFrom('accounts')
          .select((value) => [
            value.val('6a0b1f0a-64a6-4c1b-8f0b-3f5a3e1f0a11').as('id'),
            'accounts.id as accountId',
            value.val('empty').as('externalId'),
            value.val('An exam to come').as('name'),
            'accounts.createdAt',
          ])
          .limit(1),
      )
      .execute();
    await page.goto(`${server.url}/staff/exams/6a0b1f0a-64a6-4c1b-8f0b-3f5a3e1f0a11`);
    expect(await page.getByText('No students yet').isVisible()).toBe(true);
    await page.goto(`${server.url}/staff/exams/6a0b1f0a-64a6-4c1b-8f0b-3f5a3e1f0a12`);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Check the address');
  });
});
