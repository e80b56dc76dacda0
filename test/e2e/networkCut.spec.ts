import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCutProxy, type Cut, type CutProxy } from './support/cutProxy.ts';
import { reachExam, type Sitting } from './support/reachExam.ts';
import { openWorld, type World } from './support/world.ts';

let world: World;
let proxy: CutProxy;
let sitting: Sitting;

beforeAll(async () => {
  proxy = await startCutProxy(() => world.lms.listenUrl);
  world = await openWorld({ lms: { publicUrl: proxy.url } });
  sitting = await reachExam(world);
}, 240_000);

afterAll(async () => {
  await sitting.candidate.app.kill();
  await world.close();
  await proxy.close();
});

const TYPED = 'an answer typed just now';

const field = (exam: Page) => exam.locator('input[type="text"]:visible').first();

/** Says what the page is, in a way that only a page which never went away can answer again. */
async function mark(exam: Page): Promise<string> {
  const name = `page ${String(Math.random())}`;
  await exam.evaluate((word) => Reflect.set(window, '__mark', word), name);
  return name;
}

const markOf = (exam: Page): Promise<unknown> =>
  exam.evaluate(() => Reflect.get(window, '__mark') as unknown);

describe('a POST page of the quiz, the line cut', () => {
  it.each<{ where: Cut; moment: string }>([
    { where: 'refuse', moment: 'before the click' },
    { where: 'request', moment: 'during the request' },
    { where: 'response', moment: 'during the response' },
  ])('$moment: the page and the typed answer stay', async ({ where }) => {
    const { exam, candidate } = sitting;
    const name = await mark(exam);
    const address = exam.url();
    await field(exam).fill(TYPED);
    proxy.cut(where);
    await exam.getByRole('button', { name: /next page/i }).click({ noWaitAfter: true });
    await candidate.app.page.getByText(candidate.text('notice.page_kept')).first().waitFor();
    expect(await markOf(exam)).toBe(name);
    expect(exam.url()).toBe(address);
    expect(await field(exam).inputValue()).toBe(TYPED);
    proxy.cut('open');
  });

  it('and goes on when it is back, with the answer', async () => {
    const { exam } = sitting;
    const name = await mark(exam);
    await exam.getByRole('button', { name: /next page/i }).click();
    await exam.waitForFunction((word) => Reflect.get(window, '__mark') !== word, name);
    await exam.getByRole('button', { name: /previous page/i }).click();
    await expect.poll(() => field(exam).inputValue()).toBe(TYPED);
  });
});
