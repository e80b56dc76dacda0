import { chromium, type Page } from 'playwright';
import { chromiumExecutable } from '../../../scripts/chromium.mjs';
import type { World } from './world.ts';

export interface StaffBrowser {
  /** The page of the only student of the newest exam. */
  readonly student: Page;
  close(): Promise<void>;
}

/** An administrator's first sign-in, and the page of the one student whom this world has. */
export async function openStudentPage({ server }: World): Promise<StaffBrowser> {
  const executablePath = chromiumExecutable();
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  });
  const page = await browser.newPage();
  await page.goto(`${server.url}/staff/sign-in`);
  await page.getByLabel('Name').fill('admin');
  await page.getByLabel('Password').fill(server.password());
  await page.getByRole('button', { name: 'Sign in' }).click();
  const own = 'a password of my own';
  await page.getByLabel('Current password').fill(server.password());
  await page.getByLabel('New password', { exact: true }).fill(own);
  await page.getByLabel('New password, once more').fill(own);
  await page.getByRole('button', { name: 'Save the new password' }).click();
  await page.goto(`${server.url}/staff/exams`);
  await page.locator('a[href*="/staff/exams/"]').first().click();
  await page.locator('a[href*="/students/"]').first().click();
  await page.locator('#incidents').waitFor();
  return { student: page, close: () => browser.close() };
}
