import { mkdirSync } from 'node:fs';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import arabic from '../../../contract/text/booking.ar.json' with { type: 'json' };
import english from '../../../contract/text/booking.en.json' with { type: 'json' };
import french from '../../../contract/text/booking.fr.json' with { type: 'json' };
import { iso, parameters, sign } from '../support/lms.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import {
  axeFindings,
  launchBrowser,
  newPage,
  scrollsSideways,
  type WatchedPage,
} from './support/browser.ts';

const DAY = 86_400_000;

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  mkdirSync('out/screens', { recursive: true });
  browser = await launchBrowser();
  server = await startTestServer({
    integration: { languages: ['en', 'fr', 'ar'], booking: { timeZone: 'America/New_York' } },
  });
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

/** Comes to the page as the LMS sends a browser there. */
async function come(page: WatchedPage, changes: object = {}): Promise<void> {
  const given = parameters(server, {
    ...{ language: 'en', schedule: true, duration: 100, examName: 'Numerical Methods II – final' },
    ...{ courseName: 'Numerical Methods II', startDate: iso(server.now()), ...changes },
    endDate: iso(server.now() + 20 * DAY),
  });
  const token = sign(given, server.secret);
  await page.setContent(
    `<form method="post" action="${server.url}/integration/simple/north/start/">
      <input name="token" value="${token}"><button>Go</button></form>`,
  );
  await page.getByRole('button', { name: 'Go' }).click();
  await page.locator('.booking-form').waitFor();
}

describe('the booking page', () => {
  it('has the same words in every language', () => {
    const keys = (words: object) =>
      new Set(Object.keys(words).map((key) => key.replace(/_(zero|one|two|few|many|other)$/, '')));
    expect(keys(french.booking)).toEqual(keys(english.booking));
    expect(keys(arabic.booking)).toEqual(keys(english.booking));
  });

  it('books and cancels by keys alone, in the time zone of the computer', async () => {
    const page = await newPage(browser);
    await come(page);
    await page.locator('[data-zone-chosen]').waitFor();
    expect(await page.getByLabel('Times are shown').inputValue()).toBe('Europe/Paris');
    expect(await axeFindings(page)).toEqual([]);
    await page.screenshot({ path: 'out/screens/booking.png', fullPage: true });
    await page.getByRole('button', { name: 'Later days' }).click();
    await page.getByRole('button', { name: 'Back to the first days' }).click();
    const day = page.locator('summary', { hasText: 'Wednesday, March 11, 2026' });
    await day.focus();
    await page.keyboard.press('Enter');
    const time = page.getByRole('button', { name: /^10:30.*March 11, 2026/ });
    await time.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Your time' }).waitFor();
    expect(await page.locator('.booked-time').innerText()).toContain(
      'Central European Standard Time',
    );
    expect(await axeFindings(page)).toEqual([]);
    await page.screenshot({ path: 'out/screens/booking-booked.png', fullPage: true });
    await page.getByRole('button', { name: 'Cancel this booking' }).press('Enter');
    await page.getByText('Your booking is cancelled').waitFor();
    await page.screenshot({ path: 'out/screens/booking-cancelled.png', fullPage: true });
    expect(page.wrongs).toEqual([]);
    await page.context().close();
  });

  it('does the same without a script, in the institution’s time zone or any other', async () => {
    const page = await newPage(browser, { javaScriptEnabled: false });
    await come(page);
    expect(await page.locator('#zone').getAttribute('name')).toBe('zone');
    await page
      .getByRole('button', { name: /^05:30.*Eastern Daylight Time/ })
      .first()
      .waitFor();
    await page.getByLabel('Times are shown').selectOption('Asia/Tokyo');
    await page.getByRole('button', { name: 'Show in this zone' }).click();
    await page
      .getByRole('button', { name: /Japan Standard Time/ })
      .first()
      .click();
    await page.getByRole('heading', { name: 'Your time' }).waitFor();
    await page.context().close();
  });

  it.each(['fr', 'ar'])('fits a phone in %s', async (language) => {
    const page = await newPage(browser, { viewport: { width: 390, height: 844 } });
    await come(page, { language });
    await page.locator('[data-zone-chosen]').waitFor();
    expect(await scrollsSideways(page)).toBe(false);
    expect(await axeFindings(page)).toEqual([]);
    await page.screenshot({ path: `out/screens/booking-${language}.png` });
    await page.context().close();
  });
});
