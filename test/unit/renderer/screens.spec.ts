// @vitest-environment node
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright';
import { SCREENS, type ScreenName } from '../../renderer-harness/screens.ts';
import { openScreens, turnTo, type Screens } from './support/openScreens.ts';

let screens: Screens;
beforeAll(async () => {
  screens = await openScreens();
}, 120_000);
afterAll(() => screens.close());

const NAMES = Object.keys(SCREENS) as ScreenName[];

describe('every screen', () => {
  it.each([
    ['as it is', {}, NAMES, undefined],
    // The same page: nothing but its colours can be wrong anew.
    ['in the dark', { theme: 'dark' }, NAMES, ['color-contrast']],
    ['in Arabic', { language: 'ar' }, NAMES.filter((name) => name.endsWith('ing')), undefined],
  ] as const)(
    '%s can be used by everyone, and keeps to the content policy',
    async (_how, wishes, names, only) => {
      const { page, complaints } = await screens.open('link-waiting', wishes);
      for (const name of names) {
        await turnTo(page, name);
        expect(await screens.violations(page, only), name).toEqual([]);
        expect(complaints, name).toEqual([]);
      }
      await page.context().close();
    },
    180_000,
  );

  it.each(['en', 'fr', 'ar'])(
    'fits a window of half the size, as at twice the zoom, in %s',
    async (language) => {
      const { page } = await screens.open('link-waiting', { width: 640, height: 400, language });
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
