import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright';
import { openBrowser } from '../../../renderer-harness/browser.ts';
import type { PretendedMain, PretendedStart } from '../../../renderer-harness/pretendMain.ts';
import type { ScreenName } from '../../../renderer-harness/screens.ts';
import { serveHarness } from '../../../renderer-harness/serve.ts';

declare global {
  interface Window {
    readonly axe: { run(options: object): Promise<AxeResults> };
    readonly pretended: PretendedMain;
    readonly screens: Readonly<Record<ScreenName, PretendedStart>>;
  }
}

export interface Opened {
  readonly page: Page;
  /** Everything that the page complained of: errors, and what its content policy refused. */
  readonly complaints: string[];
}

export interface Wishes {
  readonly language?: string;
  readonly theme?: string;
  readonly width?: number;
  readonly height?: number;
}

/** The renderer's screens in a real browser, each shown by what the app's main process would say. */
export interface Screens {
  open(screen: ScreenName, wishes?: Wishes): Promise<Opened>;
  /**
   * What stands between the page and somebody, of what axe calls serious or critical.
   * @param only these rules; absent: all of them
   */
  violations(page: Page, only?: readonly string[]): Promise<string[]>;
  close(): Promise<void>;
}

export async function openScreens(): Promise<Screens> {
  const require = createRequire(import.meta.url);
  const [harness, browser, axe] = await Promise.all([
    serveHarness(),
    openBrowser(),
    readFile(require.resolve('axe-core/axe.min.js'), 'utf8'),
  ]);
  return {
    open: (screen, wishes = {}) => open({ browser, url: harness.url }, screen, wishes),
    violations: async (page, only) => {
      // Half a megabyte of script; a page that turns to other screens keeps it.
      if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
      return judge(page, only);
    },
    async close() {
      await browser.close();
      await harness.close();
    },
  };
}

async function open(
  at: { browser: Browser; url: string },
  screen: ScreenName,
  wishes: Wishes,
): Promise<Opened> {
  const { width = 1280, height = 800, ...query } = wishes;
  const context = await at.browser.newContext({
    viewport: { width, height },
    reducedMotion: 'reduce',
    timezoneId: 'Europe/Paris',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // The browser asks for an icon that only the app's own index.html names.
    const isIcon = message.location().url.endsWith('favicon.ico');
    if (message.type() === 'error' && !isIcon) complaints.push(message.text());
  });
  await page.goto(`${at.url}?${new URLSearchParams({ screen, ...query }).toString()}`);
  await page.locator('h1').first().waitFor({ state: 'attached' });
  // Another typeface is wider: what fits is judged in ours.
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  return { page, complaints };
}

async function judge(page: Page, only: readonly string[] | undefined): Promise<string[]> {
  return page.evaluate(async (rules) => {
    const { violations } = await window.axe.run({
      resultTypes: ['violations'],
      ...(rules === undefined ? {} : { runOnly: [...rules] }),
    });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  }, only);
}

/** Shows another screen on the page that is open: loading it anew each time takes minutes. */
export async function turnTo(page: Page, screen: ScreenName): Promise<void> {
  await page.evaluate((name) => window.pretended.show(window.screens[name]), screen);
  await page.waitForTimeout(120);
}
