import { existsSync } from 'node:fs';
import { chromium } from 'playwright';
import type { Browser, Page } from 'playwright';
import type { TestContext } from 'vitest';

/** A Chromium on this machine: Debian's, or one that Playwright was told to bring. */
const chromiumPath = ['/usr/bin/chromium', chromium.executablePath()].find(existsSync);

/** Starts it without a window; undefined where there is none. */
export async function startChromium(): Promise<Browser | undefined> {
  if (chromiumPath === undefined) return undefined;
  return chromium.launch({ executablePath: chromiumPath });
}

/** The running browser, or the test at hand is skipped with its reason. */
export function browserOr(context: TestContext, browser: Browser | undefined): Browser {
  return browser ?? context.skip('no Chromium on this machine (Debian: apt-get install chromium)');
}

/** Says what a proctoring client says after a load, until the page has heard it. */
export async function prove(page: Page, message = 'proctoringReady_n6EY'): Promise<void> {
  await page.waitForLoadState('load');
  await page.waitForFunction((text) => {
    window.postMessage(text, '*');
    return document.getElementById('proof-cover') === null;
  }, message);
}
