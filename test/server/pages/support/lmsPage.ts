import type { Page } from 'playwright';
import { sign } from '../../support/lms.ts';
import type { TestServer } from '../../support/server.ts';

/** Lets the browser post the start form, as the LMS's own page does, and waits for what comes. */
export async function startInBrowser(
  page: Page,
  server: TestServer,
  payload: object,
  secret = server.secret,
): Promise<void> {
  const action = `${server.url}/integration/simple/${server.integration}/start/`;
  // The start page has the same address as the form: away from it first, or nothing is waited for.
  await page.goto('about:blank');
  await page.setContent(
    `<form method="post" action="${action}"><input name="token" value="${sign(payload, secret)}"></form>`,
  );
  await Promise.all([
    page.waitForURL(action),
    page.evaluate(() => document.querySelector('form')?.submit()),
  ]);
}
