import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { listCodes } from '../../../server/storage/supportCodes.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { axeFindings, launchBrowser, newPage, soon, type WatchedPage } from './support/browser.ts';
import { check, openStudent, type Student } from './support/exam.ts';
import { givePassword, signIn } from './support/staff.ts';

describe('the dialogs of support codes', () => {
  let server: TestServer;
  let browser: Browser;
  let page: WatchedPage;
  let student: Student;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
    await givePassword(server);
    student = await openStudent(server, { firstName: 'Amara', lastName: 'Okafor' });
    page = await newPage(browser);
    await signIn(page, server);
    await page.waitForURL('**/staff/exams');
    await student.app.send(check(server, 'virtual_machine', 'failed'));
  });
  afterAll(() => Promise.all([server.close(), browser.close()]));
  afterEach(() => {
    expect(page.wrongs).toEqual([]);
  });

  it('ask, show the code, and leave nothing of it behind; by keyboard too', async () => {
    await page.goto(`${server.url}${student.path}`);
    // What stops the student is chosen already.
    expect(await page.locator('#code-step').inputValue()).toBe('virtual_machine');
    await page.getByRole('button', { name: 'Make a code…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Make a support code?' });
    await dialog.waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await listCodes(server.deps.database, student.id)).toEqual([]);

    await page.getByRole('button', { name: 'Make a code…' }).click();
    await dialog.getByRole('button', { name: 'Make the code' }).press('Enter');
    const reading = page.getByRole('dialog', { name: 'Read this code to the student' });
    await reading.waitFor();
    expect(await axeFindings(page)).toEqual([]);
    const code = (await page.locator('.support-code span').allInnerTexts()).join('');
    expect(code).toHaveLength(16);
    expect(page.url()).not.toContain(code);
    expect(new URL(page.url()).pathname).toBe(student.path);
    await reading.getByRole('link', { name: 'Done' }).click();
    await reading.waitFor({ state: 'hidden' });
    await page.reload();
    expect(await page.getByRole('dialog').count()).toBe(0);
    const codes = page.locator('[data-fresh-part="codes"]');
    expect(await codes.innerText()).toContain('Not used yet');
    await page.getByRole('button', { name: /Show the code/ }).click();
    await reading.waitFor();
    expect((await page.locator('.support-code span').allInnerTexts()).join('')).toBe(code);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /Withdraw the code/ }).click();
    await soon(() => codes.innerText()).toContain('Withdrawn');
    expect(await page.getByRole('button', { name: /Show the code/ }).count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
  });
});
