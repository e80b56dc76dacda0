// @vitest-environment node
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PRESSED_STATES, type State } from '../../renderer-harness/states.ts';
import { openScreens, type Screens } from './support/openScreens.ts';

let screens: Screens;
beforeAll(async () => {
  screens = await openScreens();
}, 120_000);
afterAll(() => screens.close());

const nameOf = ({ screen, name = '' }: State) => `${screen} ${name}`.trim();

describe('every state of a screen that a press leads to', () => {
  it.each(PRESSED_STATES.map((state) => [nameOf(state), state] as const))(
    '%s can be used by everyone, too',
    async (_name, state) => {
      const { page, complaints } = await screens.open(state.screen);
      await state.press?.(page);
      await page.waitForTimeout(150);
      expect(await screens.violations(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
    60_000,
  );
});
