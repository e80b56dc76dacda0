import type { Browser, BrowserContextOptions } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseDeepLink } from '../../../contract/deepLink.ts';
import { openApp, redeem, status, ticketOf } from '../support/app.ts';
import { call, iso, parameters, postStart, sign } from '../support/lms.ts';
import { MINUTE, startTestServer, type TestServer } from '../support/server.ts';
import {
  launchBrowser,
  newPage,
  scrollsSideways,
  soon,
  type WatchedPage,
} from './support/browser.ts';
import { startInBrowser } from './support/lmsPage.ts';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([
    startTestServer({ integration: { languages: ['en', 'fr', 'ar'] } }),
    launchBrowser(),
  ]);
});
afterAll(() => Promise.all([server.close(), browser.close()]));
// The page compares the ticket's end with the time in the answer's head, which is the true one.
beforeEach(() => {
  server.clock.skip(Date.now() - server.now());
});

async function withPage(
  options: BrowserContextOptions,
  work: (page: WatchedPage) => Promise<void>,
): Promise<void> {
  const page = await newPage(browser, options);
  try {
    await work(page);
    expect(page.wrongs).toEqual([]);
  } finally {
    await page.context().close();
  }
}

const english = (changes: object = {}) => parameters(server, { language: 'en', ...changes });

describe('the start page', () => {
  it('names the exam, the candidate, the institution and the window in local time', () =>
    withPage({}, async (page) => {
      await startInBrowser(
        page,
        server,
        english({ courseName: 'Numerics', startDate: iso(Date.now() - MINUTE) }),
      );
      expect(await page.locator('h1').textContent()).toBe('Numerical Methods II');
      const text = await page.locator('main').innerText();
      for (const words of ['Numerics', 'Zoë O’Neill-Дмитриева', 'Faculty of Engineering']) {
        expect(text).toContain(words);
      }
      expect(text).toContain('60 minutes');
      expect(text).toMatch(/Central European (Summer|Standard) Time \(Europe\/Paris\)/);
      const opens = page.locator('time').first();
      const local = new Intl.DateTimeFormat('en-GB', {
        dateStyle: 'full',
        timeStyle: 'short',
        timeZone: 'Europe/Paris',
      });
      const at = new Date((await opens.getAttribute('datetime')) ?? '');
      expect(await opens.textContent()).toBe(local.format(at));
    }));

  it('has one primary action, a link that the app understands', () =>
    withPage({}, async (page) => {
      await startInBrowser(page, server, english());
      const primary = page.locator('.primary:visible');
      expect(await primary.allInnerTexts()).toEqual(['Open Invigil']);
      const link = (await primary.getAttribute('href')) ?? '';
      expect(parseDeepLink(link, true)).toMatchObject({
        ok: true,
        link: { server: `${server.url}/` },
      });
    }));

  it('says “Continue” while the exam runs', () =>
    withPage({}, async (page) => {
      const given = english();
      const app = await openApp(server, given);
      await app.send(status(server, 'in_setup'), status(server, 'exam_started'));
      await startInBrowser(page, server, given);
      expect(await page.locator('.primary:visible').innerText()).toBe('Continue in Invigil');
      expect(await page.locator('.lead').innerText()).toContain('Your exam is running');
    }));

  it('says that a trial is one, and that somebody lets them in', () =>
    withPage({}, async (page) => {
      await startInBrowser(page, server, english({ trial: true, proctoring: 'online' }));
      const text = await page.locator('main').innerText();
      expect(text).toContain('Trial exam');
      expect(text).toContain('Somebody looks at your photos and lets you in');
    }));

  it('speaks French, and Arabic from right to left', async () => {
    await withPage({}, async (page) => {
      await startInBrowser(page, server, parameters(server, { language: 'fr' }));
      expect(await page.locator('html').getAttribute('lang')).toBe('fr');
      expect(await page.locator('.primary:visible').innerText()).toBe('Ouvrir Invigil');
    });
    await withPage({}, async (page) => {
      await startInBrowser(page, server, parameters(server, { language: 'ar' }));
      expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
      expect(await page.locator('.primary:visible').innerText()).toBe('افتح Invigil');
      const [open, steps] = await Promise.all([
        page.locator('.start-open').boundingBox(),
        page.locator('.start-steps').boundingBox(),
      ]);
      expect(open?.x).toBeGreaterThan(steps?.x ?? Infinity);
    });
  });

  it('does not take a name for markup', () =>
    withPage({}, async (page) => {
      const examName = '<img src=x onerror=alert(1)> & "final"';
      await startInBrowser(page, server, english({ examName }));
      expect(await page.locator('h1').textContent()).toBe(examName);
      expect(await page.locator('h1 img').count()).toBe(0);
    }));

  it('works on a phone and at 200 %', () =>
    withPage({ viewport: { width: 320, height: 640 } }, async (page) => {
      await startInBrowser(page, server, english({ examName: `Sehr${'lang'.repeat(60)}` }));
      expect(await scrollsSideways(page)).toBe(false);
    }));

  it('lets the link be copied for the app', () =>
    withPage({ permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
      await startInBrowser(page, server, english());
      await page.getByText('Open it by hand instead').click();
      await page.getByRole('button', { name: 'Copy the link' }).click();
      await page.getByText('Copied', { exact: true }).waitFor();
      const link = await page.locator('[data-deep-link]').getAttribute('href');
      expect(await page.evaluate('navigator.clipboard.readText()')).toBe(link);
    }));

  it('says what to do when copying is not allowed', () =>
    withPage({}, async (page) => {
      await startInBrowser(page, server, english());
      await page.evaluate(() => {
        navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'));
      });
      await page.getByText('Open it by hand instead').click();
      await page.getByRole('button', { name: 'Copy the link' }).click();
      await page.getByText('Select the link and copy it by hand.').waitFor();
    }));
});

describe('the link of the start page', () => {
  const link = (page: WatchedPage) => page.locator('[data-deep-link]').getAttribute('href');

  it('is renewed before its ten minutes are over, and the new one opens the exam', () =>
    withPage({}, async (page) => {
      await page.clock.install();
      await startInBrowser(page, server, english());
      const first = await link(page);
      await page.clock.runFor(7 * MINUTE);
      expect(await link(page)).toBe(first);
      await page.clock.runFor(1.5 * MINUTE);
      await soon(() => link(page)).not.toBe(first);
      expect(await page.locator('[data-copy-source]').inputValue()).toBe(await link(page));
      expect((await redeem(server, ticketOf(await link(page)))).status).toBe(200);
    }));

  it('is renewed by hand when the network was away too long', () =>
    withPage({}, async (page) => {
      await page.clock.install();
      await startInBrowser(page, server, english());
      await page.route('**/*', (route) => route.abort());
      await page.clock.runFor(11 * MINUTE);
      await page.getByText('The link has run out').waitFor();
      const primary = page.locator('.primary:visible');
      expect(await primary.allInnerTexts()).toEqual(['Renew the link']);
      await page.unroute('**/*');
      await primary.click();
      await soon(() => primary.allInnerTexts()).toEqual(['Open Invigil']);
      expect((await redeem(server, ticketOf(await link(page)))).status).toBe(200);
    }));

  it('is not renewed once the session is closed; the page says what to do', () =>
    withPage({}, async (page) => {
      await page.clock.install();
      const given = english();
      const app = await openApp(server, given);
      await app.send(status(server, 'in_setup'), status(server, 'exam_started'));
      await startInBrowser(page, server, given);
      await call(server, 'POST', `sessions/${String(given['sessionId'])}/finish/`);
      await page.clock.runFor(9 * MINUTE);
      await page.getByText('The exam’s state has changed').waitFor();
      expect(await page.locator('.primary:visible').allInnerTexts()).toEqual(['Reload the page']);
    }));

  it('is said to live ten minutes where there are no scripts', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    const started = await postStart(server, sign(english(), server.secret));
    await page.setContent(await started.text());
    expect(await page.locator('.ticket').innerText()).toContain('ten minutes');
    await context.close();
  });
});
