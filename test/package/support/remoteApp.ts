import { setTimeout as wait } from 'node:timers/promises';
import { chromium, type Browser, type Page } from 'playwright';
import type { Screens } from '../../e2e/support/app.ts';

/** The app as its remote debugging port shows it: its pages, not its main process. */
export interface RemoteApp extends Screens {
  disconnect(): Promise<void>;
}

const isShell = (page: Page): boolean => page.url().startsWith('app://');

/** A debugging port that answers does so at once, ms. */
const ANSWER_TAKES = 3_000;

/** True when something speaks the debugging protocol on the port. */
export async function isDebuggable(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${String(port)}/json/version`, {
      signal: AbortSignal.timeout(ANSWER_TAKES),
    });
    return answer.ok;
  } catch {
    // Nobody listens there, or nobody answers.
    return false;
  }
}

/** Waits for the app to open its port and its window. */
export async function connect(port: number, timeout = 120_000): Promise<RemoteApp> {
  const deadline = Date.now() + timeout;
  while (!(await isDebuggable(port))) {
    if (Date.now() > deadline) throw new Error(`nothing can be debugged on port ${String(port)}`);
    await wait(200);
  }
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${String(port)}`);
  const page = await firstPage(browser, isShell, deadline);
  page.setDefaultTimeout(30_000);
  return {
    page,
    foreignPage: () =>
      firstPage(
        browser,
        (candidate) => !isShell(candidate) && candidate.url().startsWith('http'),
        Date.now() + 30_000,
      ),
    disconnect: () => browser.close(),
  };
}

/** The newest page that is meant, once there is one. */
async function firstPage(
  browser: Browser,
  isMeant: (page: Page) => boolean,
  deadline: number,
): Promise<Page> {
  for (;;) {
    const pages = browser.contexts().flatMap((context) => context.pages());
    const page = pages.filter(isMeant).at(-1);
    if (page !== undefined) return page;
    if (Date.now() > deadline)
      throw new Error(
        `the page is not there; there are: ${pages.map((it) => it.url()).join(', ')}`,
      );
    await wait(100);
  }
}
