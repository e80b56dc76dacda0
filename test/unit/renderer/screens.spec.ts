// @vitest-environment node
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOTICE_CODES } from '../../../contract/channels.ts';
import { openBrowser } from '../../renderer-harness/browser.ts';
import { SCREENS, type ScreenName } from '../../renderer-harness/screens.ts';
import { serveHarness, type ServedHarness } from '../../renderer-harness/serve.ts';
import { PRESSED_STATES, type State } from '../../renderer-harness/states.ts';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright';
import type { PretendedMain, PretendedStart } from '../../renderer-harness/pretendMain.ts';

declare global {
  interface Window {
    readonly axe: { run(options: object): Promise<AxeResults> };
    readonly pretended: PretendedMain;
    readonly screens: Readonly<Record<ScreenName, PretendedStart>>;
  }
}

let harness: ServedHarness;
let browser: Browser;
let axe: string;

beforeAll(async () => {
  const require = createRequire(import.meta.url);
  [harness, browser, axe] = await Promise.all([
    serveHarness(),
    openBrowser(),
    readFile(require.resolve('axe-core/axe.min.js'), 'utf8'),
  ]);
}, 120_000);

afterAll(async () => {
  await browser.close();
  await harness.close();
});

interface Opened {
  readonly page: Page;
  /** Everything that the page complained of: errors, and what its content policy refused. */
  readonly complaints: string[];
}

interface Wishes {
  readonly language?: string;
  readonly theme?: string;
  readonly width?: number;
  readonly height?: number;
}

async function open(screen: ScreenName, wishes: Wishes = {}): Promise<Opened> {
  const { width = 1280, height = 800, ...query } = wishes;
  const context = await browser.newContext({
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
  await page.goto(`${harness.url}?${new URLSearchParams({ screen, ...query }).toString()}`);
  await page.locator('h1').first().waitFor({ state: 'attached' });
  // Another typeface is wider: what fits is judged in ours.
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  return { page, complaints };
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { violations: all } = await window.axe.run({ resultTypes: ['violations'] });
    return all
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  });
  return found;
}

const NAMES = Object.keys(SCREENS) as ScreenName[];
const nameOf = ({ screen, name = '' }: State) => `${screen} ${name}`.trim();

/** Shows another screen on the page that is open: loading it anew each time takes minutes. */
async function turnTo(page: Page, screen: ScreenName): Promise<void> {
  await page.evaluate((name) => window.pretended.show(window.screens[name]), screen);
  await page.waitForTimeout(120);
}

describe('every screen and state', () => {
  it.each([
    ['as it is', {}, NAMES],
    ['in the dark', { theme: 'dark' }, NAMES],
    ['in Arabic', { language: 'ar' }, NAMES.filter((name) => name.endsWith('ing'))],
  ] as const)(
    '%s can be used by everyone, and keeps to the content policy',
    async (_how, wishes, names) => {
      const { page, complaints } = await open('link-waiting', wishes);
      for (const name of names) {
        await turnTo(page, name);
        expect(await violations(page), name).toEqual([]);
        expect(complaints, name).toEqual([]);
      }
      await page.context().close();
    },
    180_000,
  );

  it.each(PRESSED_STATES.map((state) => [nameOf(state), state] as const))(
    '%s, too',
    async (_name, state) => {
      const { page, complaints } = await open(state.screen);
      await state.press?.(page);
      await page.waitForTimeout(150);
      expect(await violations(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
    60_000,
  );

  it.each(['en', 'fr', 'ar'])(
    'fits a window of half the size, as at twice the zoom, in %s',
    async (language) => {
      const { page } = await open('link-waiting', { width: 640, height: 400, language });
      for (const name of NAMES) {
        await turnTo(page, name);
        expect(await tooWide(page), name).toEqual([]);
      }
      await page.context().close();
    },
    120_000,
  );
});

/** What reaches out of the window to one side, where nobody can scroll to. */
async function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('#app :is(button, h1, h2, p, li, dd)')]
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        return width > 1 && (left < -1 || right > innerWidth + 1);
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );
}

describe('the exam bar', () => {
  it.each(['en', 'fr', 'ar'])(
    'is at most 48 px high in %s, whatever it has to say',
    async (language) => {
      const { page } = await open('exam-running', { language });
      const height = async () => (await page.locator('.bar').boundingBox())?.height ?? 999;
      for (const code of NOTICE_CODES) {
        await page.evaluate((told) => {
          window.pretended.tell('notice.shown', { code: told, at: 0 });
        }, code);
        await page.waitForTimeout(50);
        expect(await height(), code).toBeLessThanOrEqual(48);
      }
      for (const name of NAMES.filter((each) => each.startsWith('exam-'))) {
        await turnTo(page, name);
        expect(await height(), name).toBeLessThanOrEqual(48);
      }
      await page.context().close();
    },
    60_000,
  );

  it('leaves the page all the rest, less while a panel is open, and nothing under a question', async () => {
    const { page } = await open('exam-running');
    const place = () => page.locator('.pretended-page').boundingBox();
    const bar = await page.locator('.bar').boundingBox();
    expect(await place()).toEqual({
      x: 0,
      y: bar?.height,
      width: 1280,
      height: 800 - (bar?.height ?? 0),
    });
    await page.getByRole('button', { name: 'Rules' }).click();
    await page.waitForTimeout(100);
    const side = await page.locator('.side').boundingBox();
    expect((await place())?.width).toBe(1280 - (side?.width ?? 0));
    await page.getByRole('button', { name: 'Finish exam' }).click();
    await page.getByRole('alertdialog').waitFor();
    expect(await page.locator('.pretended-page').isVisible()).toBe(false);
    await page.keyboard.press('Escape');
    await page.waitForTimeout(100);
    expect(await page.locator('.pretended-page').isVisible()).toBe(true);
    await page.context().close();
  }, 30_000);
});

describe('by keyboard alone', () => {
  it('every control of a screen is reached, seen and pressed', async () => {
    const { page } = await open('session-asking');
    const reached: string[] = [];
    for (let count = 0; count < 12; count++) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const element = document.activeElement;
        if (element === null || element === document.body) return null;
        const ring = getComputedStyle(element).outlineStyle !== 'none';
        return { name: element.textContent, ring };
      });
      if (focused === null) continue;
      expect(focused.ring, focused.name).toBe(true);
      reached.push(focused.name);
      if (focused.name === 'I agree, continue') break;
    }
    expect(reached).toEqual(expect.arrayContaining(['Leave', 'I need another way']));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'System check' }).waitFor();
    await page.context().close();
  }, 30_000);
});

describe('a whole exam, by the rules of the contract', () => {
  it('goes from the consent to the end with a real camera, microphone and screen', async () => {
    const { page, complaints } = await open('session-asking');
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    await button('I agree, continue').click();
    await button('Yes, I heard it').click({ timeout: 30_000 });
    await button('Continue to setup').click({ timeout: 60_000 });
    for (const kind of ['face', 'identity document']) {
      await page.getByRole('heading', { name: `Take a photo of your ${kind}` }).waitFor();
      await button('Take photo').click();
      await button('Send this photo').click();
    }
    await button('I have read the rules').click();
    await page.getByText('I have read these terms and accept them').click();
    await button('Accept and continue').click();
    await button('Start exam').click();
    await button('Finish exam').click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Finish exam' }).click();
    await page.getByRole('heading', { name: 'Your exam is finished' }).waitFor();

    const asked = await page.evaluate(() =>
      window.pretended.asked.map(({ name, input }) => ({
        name,
        input: name === 'setup.photo' || name === 'checks.streamChunk' ? undefined : input,
      })),
    );
    const readings = asked.filter(({ name }) => name === 'checks.report').map(({ input }) => input);
    expect(readings).toEqual([
      expect.objectContaining({ step: 'webcam', width: 640, height: 480 }),
      expect.objectContaining({ step: 'microphone', muted: false }),
      { step: 'speakers', heard: true },
      expect.objectContaining({ step: 'screenshare', blank: false }),
    ]);
    expect((readings[0] as { frames: number }).frames).toBeGreaterThan(2);
    expect((readings[1] as { peak: number }).peak).toBeGreaterThan(0.05);
    const pieces = asked.filter(({ name }) => name === 'checks.streamChunk');
    expect(pieces.length).toBeGreaterThan(8);
    expect(asked.map(({ name }) => name)).not.toContain('setup.leave');
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 120_000);

  it('lets a candidate who neither hears nor speaks go on', async () => {
    const { page } = await open('checks-microphone');
    await page.getByRole('button', { name: 'I cannot make a sound' }).click();
    await page.getByRole('button', { name: 'I cannot hear' }).click();
    await page.getByText('Screen recording').first().waitFor();
    const readings = await page.evaluate(() =>
      window.pretended.asked
        .filter(({ name }) => name === 'checks.report')
        .map(({ input }) => input),
    );
    expect(readings[0]).toMatchObject({ step: 'microphone', cannotSpeak: true });
    expect(readings[1]).toEqual({ step: 'speakers', cannotHear: true });
    await page.context().close();
  }, 60_000);
});
