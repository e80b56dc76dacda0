import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from 'vitest';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright';

/** Debian's Chromium, without what it would ask of a network that is not there. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
    ],
  });
}

/** A page that writes down everything that went wrong in it. */
export interface WatchedPage extends Page {
  /** Uncaught errors, and whatever the content security policy refused. */
  readonly wrongs: string[];
}

export async function newPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const wrongs: string[] = [];
  page.on('pageerror', (error) => wrongs.push(error.message));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) wrongs.push(message.text());
  });
  return Object.assign(page, { wrongs });
}

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** What axe-core finds wrong on the page as it stands, each as one line. */
export async function axeFindings(page: Page): Promise<string[]> {
  // Through the debugging protocol, which the page's content security policy does not hold back.
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate<AxeResult>('axe.run(document)');
  return violations.map(
    ({ id, impact, nodes }) => `${String(impact)} ${id}: ${nodes[0]?.html.slice(0, 160) ?? ''}`,
  );
}

/** Whether the page has to be scrolled sideways (WCAG 2.2, 1.4.10). */
export function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
}

/** What a screen reader is given as the description of an element, as Chromium computes it. */
export async function accessibleDescription(page: Page, selector: string): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { result } = await session.send('Runtime.evaluate', {
    expression: `document.querySelector(${JSON.stringify(selector)})`,
  });
  if (result.objectId === undefined) throw new Error(`nothing matches ${selector}`);
  const { nodes } = await session.send('Accessibility.getPartialAXTree', {
    objectId: result.objectId,
    fetchRelatives: false,
  });
  await session.detach();
  return String(nodes[0]?.description?.value ?? '');
}

/** Waits until what is read from a page is as expected; a busy machine may take its time. */
export function soon(read: () => Promise<unknown>): ReturnType<typeof expect.poll> {
  return expect.poll(read, { timeout: 15_000, interval: 50 });
}
