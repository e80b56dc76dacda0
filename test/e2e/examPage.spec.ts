import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCutProxy, type CutProxy } from './support/cutProxy.ts';
import { REPOSITORY } from './support/folders.ts';
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

const field = (exam: Page) => exam.locator('input[type="text"]:visible').first();

/** What Electron knows of the exam's page, which Playwright may not know as it is now. */
function examContents(): Promise<{ id: number; url: string; isFocused: boolean } | undefined> {
  return sitting.candidate.app.application.evaluate(({ webContents }) => {
    const page = webContents.getAllWebContents().find((each) => each.getURL().startsWith('http'));
    if (page === undefined) return undefined;
    return { id: page.id, url: page.getURL(), isFocused: page.isFocused() };
  });
}

/** Ends the page as it may end by itself. */
function end(how: 'close' | 'forcefullyCrashRenderer'): Promise<void> {
  return sitting.candidate.app.application.evaluate(({ webContents }, name) => {
    webContents
      .getAllWebContents()
      .find((each) => each.getURL().startsWith('http'))
      ?.[name]();
  }, how);
}

const told = (code: string) =>
  sitting.candidate.app.page
    .getByText(sitting.candidate.text(`notice.${code}`))
    .first()
    .waitFor();

describe('the exam page', () => {
  it('is left by F6 for the bar, and reached by F6 again', async () => {
    const { page } = sitting.candidate.app;
    await field(sitting.exam).focus();
    const bar = page.getByRole('button', { name: sitting.candidate.text('exam.finish') });
    await sitting.exam.keyboard.press('F6');
    await expect.poll(() => page.evaluate(() => document.hasFocus())).toBe(true);
    await bar.focus();
    await page.keyboard.press('F6');
    await expect.poll(examContents).toMatchObject({ isFocused: true });
  });

  it('with something unsaved stays at the first try to leave it, and says so', async () => {
    const { exam } = sitting;
    const address = exam.url();
    await field(exam).fill('not saved yet');
    await exam.evaluate(() => {
      window.addEventListener('beforeunload', (event) => event.preventDefault());
      location.search += '&again=1';
    });
    await told('page_unsaved');
    expect(exam.url()).toBe(address);
    expect(await field(exam).inputValue()).toBe('not saved yet');
    await exam.evaluate(() => {
      location.search += '&again=1';
    });
    await expect.poll(() => exam.url()).toContain('again=1');
  });

  it('that crashes comes back in place', async () => {
    await end('forcefullyCrashRenderer');
    await told('page_recovered');
    await expect.poll(async () => (await examContents())?.url).toContain('/mod/quiz/attempt');
  });

  it('that closes itself comes back too', async () => {
    const before = (await examContents())?.id;
    await end('close');
    await expect.poll(async () => (await examContents())?.id, { timeout: 15_000 }).not.toBe(before);
    await expect
      .poll(async () => (await examContents())?.url, { timeout: 15_000 })
      .toContain('/mod/quiz/');
  });

  it('is not left for another link, which a second start brings', async () => {
    const { application } = sitting.candidate.app;
    const executable = process.env['INVIGIL_ELECTRON'] ?? '';
    const second = spawn(
      executable,
      [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), REPOSITORY, await sitting.link()],
      { env: { ...process.env, INVIGIL_USER_DATA: sitting.userData }, stdio: 'ignore' },
    );
    const [code] = (await once(second, 'exit')) as [number];
    expect(code).toBe(0);
    await told('link_ignored');
    expect(application.process().exitCode).toBeNull();
    expect((await examContents())?.url).toContain('/mod/quiz/');
  });

  it('that cannot be reached at first appears by itself when it can', async () => {
    const { page } = sitting.candidate.app;
    proxy.cut('refuse');
    await end('close');
    await page.getByText(sitting.candidate.text('reason.exam_page_unreachable.title')).waitFor();
    proxy.cut('open');
    await expect
      .poll(async () => (await examContents())?.url, { timeout: 20_000 })
      .toContain('/mod/quiz/');
  });
});
