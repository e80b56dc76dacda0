import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright';
import { reachExam } from '../../e2e/support/reachExam.ts';
import { openWorld } from '../../e2e/support/world.ts';
import type { Setting } from '../setting.ts';
import { percentile } from '../statistics.ts';

/** Milliseconds from just before the spawn until the cover is painted in the candidate's window. */
export interface CoverFigures {
  readonly times: number;
  readonly median: number;
  readonly p95: number;
  readonly most: number;
}

/** A forbidden program is started at any moment of the exam's looks, the longest of which is so long (ms). */
const ANY_MOMENT = 2_000;
const PATIENCE = 20_000;

/** Starts a forbidden program so many times in a real exam at level high, and waits for the covered screen. */
export async function measureCover(setting: Setting, times: number): Promise<CoverFigures> {
  const folder = path.join(setting.scratch, 'cover');
  await mkdir(folder);
  const program = path.join(folder, 'anydesk');
  await copyFile('/bin/sleep', program);
  await chmod(program, 0o755);
  const world = await openWorld();
  const delays: number[] = [];
  try {
    await setting.quiet.wait();
    const sitting = await reachExam(world, {}, { folder: setting.product });
    const { candidate } = sitting;
    const heading = candidate.text('reason.forbidden_process.title');
    try {
      for (let time = 0; time < times; time += 1) {
        await wait(Math.random() * ANY_MOMENT);
        const painted = whenPainted(candidate.app.page, heading);
        const before = Date.now();
        const child = spawn(program, ['60'], { stdio: 'ignore' });
        delays.push((await painted) - before);
        const ended = once(child, 'exit');
        child.kill('SIGKILL');
        await ended;
        await candidate.app.page
          .getByRole('heading', { name: heading })
          .waitFor({ state: 'detached', timeout: PATIENCE });
      }
    } finally {
      await sitting.close();
    }
  } finally {
    await world.close();
  }
  const sorted = delays.sort((one, other) => one - other);
  const figures = {
    times,
    median: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    most: percentile(sorted, 1),
  };
  setting.say(
    `covered after ${String(Math.round(figures.median))} ms (median of ${String(times)})`,
  );
  return figures;
}

/** The moment (Unix milliseconds) after the first frame with the heading, by the page's own clock. */
function whenPainted(page: Page, heading: string): Promise<number> {
  return page.evaluate(
    (title) =>
      new Promise<number>((resolve) => {
        // No function with a name: what names it is not there in the page.
        new MutationObserver((_changes, observer) => {
          const shown = [...document.querySelectorAll('h1, h2')];
          if (!shown.some(({ textContent }) => textContent === title)) return;
          observer.disconnect();
          // The frame after the next one begins when the next one is painted.
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(Date.now())));
        }).observe(document.body, { childList: true, subtree: true, characterData: true });
      }),
    heading,
  );
}
