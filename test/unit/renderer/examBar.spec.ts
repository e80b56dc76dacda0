// @vitest-environment node
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOTICE_CODES } from '../../../contract/channels.ts';
import { SCREENS, type ScreenName } from '../../renderer-harness/screens.ts';
import { openScreens, turnTo, type Screens } from './support/openScreens.ts';

let screens: Screens;
beforeAll(async () => {
  screens = await openScreens();
}, 120_000);
afterAll(() => screens.close());

const NAMES = Object.keys(SCREENS) as ScreenName[];

describe('the exam bar', () => {
  it.each(['en', 'fr', 'ar'])(
    'is at most 48 px high in %s, whatever it has to say',
    async (language) => {
      const { page } = await screens.open('exam-running', { language });
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
    const { page } = await screens.open('exam-running');
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
