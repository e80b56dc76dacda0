import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REASONS, type Reason } from '../../../contract/reasons.ts';
import { renderProblemPage } from '../../../server/pages/problemPage.tsx';
import { openApp, status } from '../support/app.ts';
import { call, iso, parameters } from '../support/lms.ts';
import { MINUTE, startTestServer, type TestServer } from '../support/server.ts';
import { launchBrowser, newPage, type WatchedPage } from './support/browser.ts';
import { startInBrowser } from './support/lmsPage.ts';

let server: TestServer;
let browser: Browser;
let page: WatchedPage;
beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
  page = await newPage(browser);
});
afterAll(() => Promise.all([server.close(), browser.close()]));

const english = (changes: object = {}) => parameters(server, { language: 'en', ...changes });
const text = () => page.locator('main').innerText();

describe('a refused start is a page that', () => {
  it('says when the exam opens, in local time, and checks again', async () => {
    const opens = server.now() + 30 * MINUTE;
    await startInBrowser(page, server, english({ startDate: iso(opens) }));
    expect(await page.locator('h1').innerText()).toBe('Come back when the exam opens');
    // 08:30 UTC in March is half past nine in Paris.
    expect(await text()).toMatch(/The exam opens Tuesday,? 10 March 2026 at 09:30/);
    expect(await text()).toContain('Central European Standard Time (Europe/Paris)');
    expect(await text()).toContain('Numerical Methods II');
    server.clock.skip(31 * MINUTE);
    page.once('dialog', (dialog) => void dialog.accept());
    await page.getByRole('button', { name: 'Check again' }).click();
    await page.getByRole('link', { name: 'Open Invigil' }).waitFor();
  });

  it('leads on to the institution’s page when the session is closed', async () => {
    const given = english();
    const app = await openApp(server, given);
    await app.send(status(server, 'in_setup'), status(server, 'exam_started'));
    await call(server, 'POST', `sessions/${String(given['sessionId'])}/finish/`);
    await startInBrowser(page, server, given);
    expect(await text()).toContain('session_closed');
    const way = page.getByRole('link', { name: 'Go on to your institution’s page' });
    expect(await way.getAttribute('href')).toBe('https://lms.example/done');
  });

  it('lists every fault for whoever connects the exam site, folded', async () => {
    await startInBrowser(
      page,
      server,
      english({ duration: 'long', sessionUrl: 'ftp://x', examName: '' }),
    );
    expect(await text()).toContain('parameters_invalid');
    const faults = page.locator('details');
    expect(await faults.locator('table').isVisible()).toBe(false);
    await faults.locator('summary').click();
    const paths = await faults.locator('tbody tr td:first-child').allInnerTexts();
    expect(paths.sort()).toEqual(['duration', 'examName', 'sessionUrl']);
  });

  it('explains a token with another signature without telling what was in it', async () => {
    await startInBrowser(page, server, english({ lastName: 'Secret' }), 'another secret');
    expect(await text()).toContain('token_invalid');
    expect(await text()).not.toContain('Secret');
  });
});

describe('the page of a reason', () => {
  const met = (Object.keys(REASONS) as Reason[]).filter((reason) =>
    REASONS[reason].meets.some((who) => who === 'candidate' || who === 'lms' || who === 'staff'),
  );
  it.each(met)('%s has what to do, why, and its code, in every language', (reason) => {
    for (const language of ['en', 'fr', 'ar']) {
      const view = { language, reason, status: REASONS[reason].status, faults: [] };
      const markup = renderProblemPage(view);
      expect(markup).toContain(`<code>${reason}</code>`);
      expect(markup).toMatch(/<h1>[^<{]{4,}<\/h1>/);
      expect(markup).not.toMatch(/serverPage\.|\{\{|undefined/);
    }
  });
});
