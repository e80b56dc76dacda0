import { chromium, type Browser, type Page } from 'playwright';
import { chromiumExecutable } from '../../../scripts/chromium.mjs';
import type { World } from './world.ts';

export function openBrowser(): Promise<Browser> {
  const executablePath = chromiumExecutable();
  return chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  });
}

/** An administrator's first sign-in, in a real browser. */
export async function signInStaff(browser: Browser, world: Pick<World, 'server'>): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  await page.goto(`${world.server.url}/staff/sign-in`);
  await page.getByLabel('Name').fill('admin');
  await page.getByLabel('Password').fill(world.server.password());
  await page.getByRole('button', { name: 'Sign in' }).click();
  const own = 'a password of my own';
  await page.getByLabel('Current password').fill(world.server.password());
  await page.getByLabel('New password', { exact: true }).fill(own);
  await page.getByLabel('New password, once more').fill(own);
  await page.getByRole('button', { name: 'Save the new password' }).click();
  await page.waitForURL(/staff\/exams/);
  return page;
}

/** The list of the one exam that there is. */
export async function openStudents(page: Page, world: Pick<World, 'server'>): Promise<void> {
  await page.goto(`${world.server.url}/staff/exams`);
  await page.locator('a[href*="/staff/exams/"]').first().click();
  await page.locator('[data-rows]').waitFor();
}

/** The page of one student, by the LMS's session id. */
export async function openStudent(
  page: Page,
  world: Pick<World, 'server'>,
  sessionId: string,
): Promise<void> {
  await openStudents(page, world);
  const student = page.locator('tr', { hasText: sessionId });
  await student.locator('a[href*="/students/"]').first().click();
  await page.locator('#support-codes').waitFor();
}

/** Makes a support code on the student's page and reads it off. */
export async function makeCode(page: Page, step: string): Promise<string> {
  await page.locator('#code-step').selectOption(step);
  await page.getByRole('button', { name: 'Make a code…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make the code' }).click();
  const code = page.locator('.support-code');
  await code.waitFor();
  return (await code.locator('span').allInnerTexts()).join('-');
}
