import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { HOSTILE_ATTEMPTS } from '../../sample-lms/hostile/attempts.ts';
import { browserOr, startChromium } from './inChromium.ts';
import { startSite } from './site.ts';
import type { Site } from './site.ts';

const RUNNER = new URL('../../sample-lms/public/hostile/run.js', import.meta.url);

/** What an ordinary browser gives away, which shows that the attempts have teeth. */
const ALLOWED_IN_A_BROWSER = [
  'window-open',
  'iframe-data',
  'print',
  'shared-worker',
  'service-worker',
];

/** The same, but only at a real press of the page's button. */
const ALLOWED_AT_A_PRESS = ['fullscreen', 'clipboard-exec-copy'];

/** What a browser loads for them, as the LMS's list of landings shows. */
const LEAVES_A_BROWSER = [
  'navigate-elsewhere',
  'navigate-redirect',
  'navigate-meta-refresh',
  'form-post-elsewhere',
  'iframe-navigates-top',
  'modified-click',
  'target-blank',
  'iframe-elsewhere',
];

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

describe('the hostile pages', () => {
  it('are one a listed attempt, each with a script of its name', async () => {
    const module: unknown = await import(RUNNER.href);
    const { attempts } = z.object({ attempts: z.record(z.string(), z.unknown()) }).parse(module);
    const ids = HOSTILE_ATTEMPTS.map(({ id }) => id);
    expect(Object.keys(attempts).sort()).toEqual([...ids].sort());
    const index = await site.candidate.open('/hostile/');
    for (const id of ids) {
      expect(index.text).toContain(`href="/hostile/${id}"`);
      expect((await site.candidate.get(`/hostile/${id}`)).status).toBe(200);
    }
    expect((await site.candidate.get('/hostile/nothing')).status).toBe(404);
  });

  it('write down what was loaded, here and elsewhere', async () => {
    await site.candidate.get('/hostile/landed?attempt=by-hand');
    const redirect = await site.candidate.get('/hostile/redirect?attempt=by-hand');
    const target = redirect.headers.get('location') ?? '';
    expect(new URL(target).origin).toBe(site.lms.elsewhereUrl);
    await fetch(target, { method: 'POST', body: new URLSearchParams({ answers: 'all' }) });
    expect(await (await site.candidate.get('/hostile/landings/by-hand')).json()).toEqual({
      count: 2,
    });
    expect(site.lms.state.landings).toMatchObject([
      { site: 'lms', method: 'GET', attempt: 'by-hand' },
      { site: 'elsewhere', method: 'POST', attempt: 'by-hand' },
    ]);
  });
});

describe('hostile pages in Chromium', { timeout: 30_000 }, () => {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await startChromium();
  }, 30_000);
  afterAll(() => browser?.close());

  /** What the page tells once it has tried. */
  async function outcomeOf(running: Browser, id: string, press: boolean): Promise<unknown> {
    const page = await running.newPage();
    await page.goto(`${site.lms.url}/hostile/${id}`);
    const told = async (): Promise<unknown> => {
      await page.waitForFunction(
        () => !document.getElementById('outcome')?.textContent.match(/^pending/),
      );
      return page.evaluate(() => Reflect.get(window, '__hostile') as unknown);
    };
    const atLoad = await told();
    if (!press) return atLoad;
    await page.click('#try');
    return told();
  }

  it('do what a browser allows', async (context) => {
    const running = browserOr(context, browser);
    const outcomes = await Promise.all([
      ...ALLOWED_IN_A_BROWSER.map((id) => outcomeOf(running, id, false)),
      ...ALLOWED_AT_A_PRESS.map((id) => outcomeOf(running, id, true)),
    ]);
    const ids = [...ALLOWED_IN_A_BROWSER, ...ALLOWED_AT_A_PRESS];
    expect(outcomes).toMatchObject(ids.map((attempt) => ({ attempt, result: 'allowed' })));
  });

  it('get away where a browser lets them', async (context) => {
    const running = browserOr(context, browser);
    await Promise.all(
      LEAVES_A_BROWSER.map(async (id) => {
        const page = await running.newPage();
        await page.goto(`${site.lms.url}/hostile/${id}`, { waitUntil: 'commit' });
      }),
    );
    await expect
      .poll(() => site.lms.state.landings.map(({ attempt }) => attempt), { timeout: 20_000 })
      .toEqual(expect.arrayContaining(LEAVES_A_BROWSER));
  });
});
