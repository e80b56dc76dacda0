import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { status } from '../support/app.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { launchBrowser, newPage, soon, type WatchedPage } from './support/browser.ts';
import { check, openStudent, passAll, register, type Student } from './support/exam.ts';
import { startRelay } from './support/relay.ts';
import { givePassword, signIn } from './support/staff.ts';

let server: TestServer;
let browser: Browser;
let page: WatchedPage;
let amara: Student;
beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
  await givePassword(server);
  amara = await openStudent(server, { firstName: 'Amara', lastName: 'Okafor' });
  await register(server, { firstName: 'Luc', lastName: 'Moreau' });
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

describe('the live Students page', () => {
  it('shows a new status by itself, without a reload', async () => {
    const student = await openStudent(server, { firstName: 'Elena', lastName: 'Petrova' });
    await openList();
    await page.evaluate('window.loadedOnce = true');
    await student.app.send(...passAll(server), status(server, 'after_check_req'));
    await soon(() => pill(student).textContent()).toBe('Checks completed');
    await student.app.send(status(server, 'in_setup'));
    await soon(() => pill(student).textContent()).toBe('In setup');
    await soon(() => page.locator('[data-announcer]').textContent()).toContain('In setup');
    await student.app.send(status(server, 'exam_started'));
    await soon(() => pill(student).textContent()).toBe('Exam started');
    expect(await page.locator('[data-count="exam_started"]').textContent()).toBe('1');
    expect(await row(student).textContent()).toContain('8 of 8 passed');
    expect(await page.evaluate('window.loadedOnce')).toBe(true);
  });

  it('shows a student who has just been started, in their place', async () => {
    await openList();
    await register(server, { firstName: 'Nadia', lastName: 'Nkemelu' });
    await soon(() => page.locator('.cell-student a').allTextContents()).toEqual([
      'Moreau, Luc',
      'Nkemelu, Nadia',
      'Okafor, Amara',
      'Petrova, Elena',
    ]);
  });

  it('keeps the keyboard focus and the open popover when the row changes under them', async () => {
    const student = await openStudent(server, { firstName: 'Ji-woo', lastName: 'Park' });
    await openList();
    await pill(student).focus();
    await popover(student).waitFor();
    await student.app.send(check(server, 'webcam', 'succeeded'));
    const step = popover(student).locator('[data-step="webcam"]');
    await soon(() => step.textContent()).toContain('Passed');
    expect(await popover(student).isVisible()).toBe(true);
    expect(await pill(student).evaluate((one) => one === document.activeElement)).toBe(true);
  });

  it('says that it is reconnecting when the network is cut, and catches up by itself', async () => {
    const student = await openStudent(server, { firstName: 'Sofia', lastName: 'Quist' });
    const relay = await startRelay(server.url);
    const other = await newPage(browser);
    try {
      await signIn(other, relay);
      await other.waitForURL('**/staff/exams');
      await other.goto(`${relay.url}/staff/exams/${amara.examId}`);
      const mark = other.locator('[data-live]');
      await soon(() => mark.getAttribute('data-live')).toBe('on');
      relay.cut();
      await soon(() => mark.innerText()).toBe('Reconnecting…');
      await student.app.send(...passAll(server), status(server, 'after_check_req'));
      relay.mend();
      await soon(() => mark.innerText()).toBe('Live');
      const pillThere = other.locator(`#student-${student.id} .pill`);
      await soon(() => pillThere.textContent()).toBe('Checks completed');
    } finally {
      await other.context().close();
      await relay.close();
    }
  });

  it('lets go of its stream while nobody looks, and is fresh when somebody does', async () => {
    const student = await openStudent(server, { firstName: 'Tove', lastName: 'Rask' });
    await openList();
    const look = (hidden: boolean) =>
      page.evaluate((is) => {
        Object.defineProperty(document, 'hidden', { configurable: true, get: () => is });
        document.dispatchEvent(new Event('visibilitychange'));
      }, hidden);
    const streams: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/staff/live')) streams.push(request.url());
    });
    await look(true);
    await page.locator('[data-live="off"]').waitFor();
    await student.app.send(...passAll(server), status(server, 'after_check_req'));
    expect(streams).toEqual([]);
    await look(false);
    await soon(() => pill(student).textContent()).toBe('Checks completed');
    await page.locator('[data-live="on"]').waitFor();
    expect(streams).toHaveLength(1);
    page.removeAllListeners('request');
  });

  it('says so when the sign-in has ended meanwhile', async () => {
    const other = await newPage(browser);
    await signIn(other, server);
    await other.goto(`${server.url}/staff/exams/${amara.examId}`);
    await other.locator('[data-live="on"]').waitFor();
    await other.evaluate(async () => {
      const form = document.querySelector<HTMLFormElement>('form[action$="/staff/sign-out"]');
      if (form === null) throw new Error('no sign-out');
      const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
      await fetch(form.action, { method: 'POST', body });
    });
    await amara.app.send(check(server, 'webcam', 'succeeded'));
    await other.locator('[data-live="ended"]').waitFor();
    expect(await other.locator('[data-live]').textContent()).toContain('Sign in again');
    await other.context().close();
  });
});
