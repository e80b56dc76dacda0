import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reachExam, type Sitting } from '../e2e/support/reachExam.ts';
import { noTwoScreens, startTwoScreens, type TwoScreens } from '../e2e/support/twoScreens.ts';
import { HELD_LEVELS, type Attempt, type HeldLevel } from './support/attempt.ts';
import { recordOutcome } from './support/record.ts';
import { isWholeRun } from './support/sample.ts';
import { openWorld, type World } from '../e2e/support/world.ts';

const without = noTwoScreens();
/** Screens are judged alike at every level; the gate shows it at one. */
const levels: readonly HeldLevel[] = isWholeRun() ? HELD_LEVELS : ['high'];

describe.each(levels)('a second screen during the exam at %s', (level) => {
  let screens: TwoScreens;
  let world: World;
  let sitting: Sitting;

  beforeAll(async () => {
    if (without !== undefined) return;
    screens = await startTwoScreens();
    world = await openWorld();
    sitting = await reachExam(
      world,
      { secureBrowserLevel: level },
      { environment: screens.environment },
    );
  }, 300_000);

  afterAll(async () => {
    if (without !== undefined) return;
    await sitting.close();
    await world.close();
    await screens.end();
  });

  /** The exam is hidden for as long as the screen is there, and the institution is told. */
  const screenAttempt = (id: string, words: string): Attempt => ({
    ...{ id, group: 'displays', words, level, promise: 'detected' },
  });

  const cover = () =>
    sitting.candidate.app.page.getByRole('heading', {
      name: sitting.candidate.text('reason.second_display.title'),
    });

  it.for(['beside', 'mirrored'] as const)(
    '%s hides the exam until it is gone',
    async (place, { skip }) => {
      if (without !== undefined) skip(without);
      const answer = sitting.exam.locator('input[type="text"], textarea').first();
      await answer.fill(`typed before it came ${place}`);
      await screens.plugIn(place);
      await cover().waitFor({ timeout: 20_000 });
      await screens.unplug();
      await cover().waitFor({ state: 'detached', timeout: 20_000 });
      expect(await answer.inputValue()).toBe(`typed before it came ${place}`);
      recordOutcome(screenAttempt(place, `plugs in a second screen, ${place}`), 'detected');
    },
  );

  it('that stays can be checked again, and stays covered', async ({ skip }) => {
    if (without !== undefined) skip(without);
    await screens.plugIn('beside');
    await cover().waitFor({ timeout: 20_000 });
    await sitting.candidate.presses('exam.cover.action');
    await sitting.candidate.app.page
      .getByRole('button', { name: sitting.candidate.text('exam.cover.action'), exact: true })
      .waitFor();
    expect(await cover().isVisible()).toBe(true);
    recordOutcome(
      screenAttempt('stays', 'keeps the second screen and asks to check again'),
      'detected',
    );
    await screens.unplug();
    await cover().waitFor({ state: 'detached', timeout: 20_000 });
  });
});
