import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { attemptPath } from '../../sample-lms/addresses.ts';
import { browserOr, prove, startChromium } from './inChromium.ts';
import { startSite } from './site.ts';
import type { Site } from './site.ts';
import { eventually } from '../../setup/eventually.ts';

const PATIENT = { timeout: 30_000 };

describe('the quiz in a real browser', PATIENT, () => {
  let browser: Browser | undefined;
  let site: Site;
  let page: Page;
  beforeAll(async () => {
    browser = await startChromium();
  }, 30_000);
  afterAll(() => browser?.close());
  beforeEach(async (context) => {
    const running = browserOr(context, browser);
    site = await startSite({ autosaveMs: 200 });
    page = await running.newPage();
    return async () => {
      await page.close();
      await site.close();
    };
  });

  async function begin(): Promise<void> {
    const { parameters } = await site.lms.addSample('start-high-stakes-medium');
    await page.goto(String(parameters['sessionUrl']));
    await page.click('#attempt-quiz');
    await page.waitForURL('**/attempt.php**');
  }

  const saves = () => site.lms.state.attempts[0]?.saves ?? [];

  it.each(['head', 'late'] as const)('is covered until the proof comes (%s)', async (listener) => {
    site.lms.settings.proof.listener = listener;
    await begin();
    await page.waitForLoadState('load');
    await page.waitForTimeout(100);
    for (const wrong of ['proctoringReady', 'proctoringReady_n6EY ', { data: 1 }]) {
      await page.evaluate((data) => window.postMessage(data, '*'), wrong);
    }
    await page.waitForTimeout(50);
    expect(await page.isVisible('#next')).toBe(false);
    expect(await page.isVisible('#proof-cover')).toBe(true);
    await prove(page);
    expect(await page.isVisible('#next')).toBe(true);
    await page.click('#next');
    await page.waitForURL('**page=1');
    expect(await page.isVisible('#next')).toBe(false);
  });

  it('posts itself back to the start form when the proof does not come', async () => {
    site.lms.settings.proof.waitMs = 300;
    await begin();
    await page.waitForURL(`${site.proctor.url}/integration/simple/uni/start/`);
    expect(await page.textContent('h1')).toBe('Start page');
    const [start] = site.proctor.starts;
    expect(start).toMatchObject({
      genuine: true,
      payload: { sessionId: '5b0f0c9ad41f4d5c8d7a7f6f8f0a2c31' },
    });
    expect(start?.payload['sessionUrl']).toBe(site.lms.url + attemptPath(4001));
  });

  it('takes every kind of answer through its POST pages to the review', async () => {
    await begin();
    await prove(page);
    await page.getByRole('textbox').fill('1.4167');
    await page.getByText('Quadratically').click();
    await page.click('#next');
    await prove(page);
    await page.frameLocator('iframe.editor').locator('body').fill('Stiff.\nImplicit Euler.');
    await page.click('#next');
    await prove(page);
    await page.getByText('Symmetric positive definite').click();
    await page.getByText('Hermitian positive definite').click();
    await page.click('#next');
    await prove(page);
    await page.getByRole('textbox').fill('Oscillation at the ends.');
    await page.click('#previous');
    await page.waitForURL('**page=2');
    await prove(page);
    expect(await page.getByText('Hermitian positive definite').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Finish attempt …' }).click();
    await page.click('#finish');
    await page.waitForSelector('#submitted');
    expect(site.lms.state.attempts[0]?.answers).toEqual({
      q1: '1.4167',
      q2: 'Quadratically',
      q3: 'Stiff.\nImplicit Euler.',
      q4: ['Symmetric positive definite', 'Hermitian positive definite'],
      q6: 'Oscillation at the ends.',
    });
    await eventually(() => expect(site.proctor.finishes).toHaveLength(1));
  });

  it('holds on to an unsaved answer, and lets go when it is autosaved', async () => {
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.type());
      void dialog.dismiss();
    });
    site.lms.settings.autosaveMs = 700;
    await begin();
    await prove(page);
    await page.getByRole('textbox').fill('half');
    await page.getByRole('link', { name: 'Messages' }).click();
    await eventually(() => expect(dialogs).toEqual(['beforeunload']));
    await page.waitForSelector('#save-state[data-state=saved]');
    expect(saves()).toMatchObject([{ source: 'autosave', answers: { q1: 'half' } }]);
    await page.getByRole('link', { name: 'Messages' }).click();
    await page.waitForURL('**/message/index.php');
    expect(dialogs).toHaveLength(1);
  });

  it('says so when the autosave fails, and saves when the network is back', async () => {
    await begin();
    await prove(page);
    await page.context().setOffline(true);
    await page.getByRole('textbox').fill('kept');
    await page.waitForSelector('#save-state[data-state=failed]');
    await page.context().setOffline(false);
    await page.waitForSelector('#save-state[data-state=saved]');
    expect(saves().at(-1)).toMatchObject({ answers: { q1: 'kept' } });
  });

  it('submits itself when its own countdown is over', async () => {
    site.lms.settings.timeLimitSeconds = 3;
    site.lms.settings.autosaveMs = 60_000;
    await begin();
    await prove(page);
    await page.getByRole('textbox').fill('in time');
    await page.waitForSelector('#submitted');
    expect(saves()).toMatchObject([{ source: 'timeup', answers: { q1: 'in time' } }]);
  });
});
