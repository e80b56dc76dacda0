// @vitest-environment node
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openScreens, type Screens } from './support/openScreens.ts';

let screens: Screens;
beforeAll(async () => {
  screens = await openScreens();
}, 120_000);
afterAll(() => screens.close());

describe('by keyboard alone', () => {
  it('every control of a screen is reached, seen and pressed', async () => {
    const { page } = await screens.open('session-asking');
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
    const { page, complaints } = await screens.open('session-asking');
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
    await page.getByRole('heading', { name: 'Wait until you are let in' }).waitFor();
    await page.evaluate(() => {
      const { pretended } = window;
      const now = pretended.journey();
      if (!('session' in now)) throw new Error('nobody waits');
      const admission = { state: 'admitted', at: new Date().toISOString() } as const;
      const session = { ...now.session, desk: { notes: [], admission } };
      pretended.apply({ type: 'session.changed', session });
    });
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
    const { page } = await screens.open('checks-microphone');
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
