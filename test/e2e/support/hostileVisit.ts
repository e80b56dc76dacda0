import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Page } from 'playwright';
import type { ExamBridge, Notice } from '../../../contract/channels.ts';
import type { Landing } from '../../sample-lms/state.ts';
import type { Sitting } from './reachExam.ts';
import type { World } from './world.ts';

const run = promisify(execFile);

/** How long the pages wait for what they try, in ms; two busy cores answer a loopback page in half of it. */
const PATIENCE = 500;
/** How long a page may take to say how it went, in ms. */
const TELLS_WITHIN = 12_000;

/** A page that hangs answers nothing, and the driver would wait with it for ever (milliseconds). */
const ANSWERS_WITHIN = 15_000;

/** What the hostile pages offer for download. */
const OFFERED = /^(answers|paper|download)/;

/** What a page says of its own attempt; `left` when it is another page by now, `silent` in neither case. */
export interface Told {
  readonly result: 'refused' | 'allowed' | 'survived' | 'left' | 'silent';
  readonly detail: string;
}

export interface Visit {
  readonly atLoad: Told;
  readonly pressed: Told;
  /** What the candidate was told meanwhile. */
  readonly notices: readonly Notice['code'][];
  readonly landings: readonly Landing[];
}

/** What an attempt must not have changed. */
export interface Surroundings {
  /** Schemes of all pages of the app, those of Chromium's own viewers included. */
  readonly contents: readonly string[];
  readonly windows: number;
  /** Every window on the display, dialogs of the system included. */
  readonly onDisplay: readonly string[];
  readonly shell: string;
  readonly downloaded: readonly string[];
}

/** Leads the exam page of a sitting to hostile pages, and sees what comes of them. */
export class HostileVisits {
  readonly #world: World;
  readonly #sitting: Sitting;
  readonly #notices: Notice['code'][] = [];
  #visits = 0;

  private constructor(world: World, sitting: Sitting) {
    this.#world = world;
    this.#sitting = sitting;
  }

  static async begin(world: World, sitting: Sitting): Promise<HostileVisits> {
    const visits = new HostileVisits(world, sitting);
    const { page } = sitting.candidate.app;
    await page.exposeFunction('tellTest', (code: Notice['code']) => visits.#notices.push(code));
    await page.evaluate(() => {
      const { exam, tellTest } = globalThis as unknown as {
        exam: ExamBridge;
        tellTest: (code: string) => void;
      };
      exam.listen('notice.shown', ({ code }) => tellTest(code));
    });
    return visits;
  }

  /** The exam page as it is now; another one after a page that closed itself. */
  exam(): Promise<Page> {
    return this.#sitting.candidate.app.foreignPage();
  }

  noticesSince(mark: number): readonly Notice['code'][] {
    return this.#notices.slice(mark);
  }

  get noticeMark(): number {
    return this.#notices.length;
  }

  async goTo(id: string, query = ''): Promise<Page> {
    const exam = await this.exam();
    this.#visits += 1;
    const mark = `visit=${String(this.#visits)}`;
    const url = `${this.#world.lms.url}/hostile/${id}?patience=${String(PATIENCE)}${query}&${mark}`;
    // Some of these pages go on at once, so it is the arrival that is waited for. The driver's own
    // `goto` waits for a navigation that was blocked before, and that never ends.
    const arrived = exam.waitForEvent('framenavigated', {
      predicate: (frame) => frame === exam.mainFrame() && frame.url().endsWith(mark),
      timeout: ANSWERS_WITHIN,
    });
    await Promise.all([
      arrived,
      answered(
        exam.evaluate((to) => {
          setTimeout(() => location.assign(to));
        }, url),
      ),
    ]);
    return exam;
  }

  /** Opens the page of an attempt, lets it try at load, and once more at a real press of its button. */
  async visit(id: string): Promise<Visit> {
    const notices = this.#notices.length;
    const { landings } = this.#world.lms.state;
    const landed = landings.length;
    const exam = await this.goTo(id);
    const atLoad = await told(exam, id);
    const pressed = atLoad.result === 'left' ? atLoad : await this.#pressed(exam, id);
    return {
      atLoad,
      pressed,
      notices: this.#notices.slice(notices),
      landings: landings.slice(landed),
    };
  }

  async #pressed(exam: Page, id: string): Promise<Told> {
    await answered(exam.evaluate(() => Reflect.deleteProperty(window, '__hostile')));
    await this.press();
    return told(exam, id);
  }

  /** Presses "Try it" as a mouse would, which gives the page what only a press gives. */
  async press(): Promise<void> {
    const exam = await this.exam();
    const point = await answered(
      exam.evaluate(() => {
        const { x, y, width, height } = document.getElementById('try')?.getBoundingClientRect() ?? {
          x: 0,
          y: 0,
          width: 0,
          height: 0,
        };
        return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
      }),
    );
    await this.#sitting.candidate.app.application.evaluate(({ webContents }, { x, y }) => {
      const page = webContents.getAllWebContents().find((each) => each.getURL().startsWith('http'));
      for (const type of ['mouseDown', 'mouseUp'] as const)
        page?.sendInputEvent({ type, x, y, button: 'left', clickCount: 1 });
    }, point);
  }

  async surroundings(): Promise<Surroundings> {
    const { application, page } = this.#sitting.candidate.app;
    const { downloads, ...now } = await application.evaluate(
      ({ app, webContents, BrowserWindow }) => ({
        contents: webContents
          .getAllWebContents()
          .map((each) => each.getURL().split(':')[0] ?? '')
          // The place of a viewer that never came has no address.
          .filter((scheme) => scheme !== '')
          .sort(),
        windows: BrowserWindow.getAllWindows().length,
        downloads: app.getPath('downloads'),
      }),
    );
    const { stdout } = await run('wmctrl', ['-l']);
    return {
      ...now,
      onDisplay: stdout.split('\n').filter((line) => line !== ''),
      shell: page.url(),
      downloaded: (await filesIn(downloads)).filter((name) => OFFERED.test(name)),
    };
  }
}

/** How the attempt of the page on screen went, as soon as that can be said. */
async function told(exam: Page, id: string): Promise<Told> {
  for (const end = Date.now() + TELLS_WITHIN; Date.now() < end; await wait(50)) {
    // Nowhere at all is no place that a page can stay at.
    if (!exam.url().startsWith('http')) continue;
    // While a page is on its way there is nothing to be asked.
    const now = await answered(
      exam.evaluate(() => Reflect.get(window, '__hostile') as unknown),
    ).catch(String);
    if (!new URL(exam.url()).pathname.startsWith(`/hostile/${id}`))
      return { result: 'left', detail: exam.url() };
    if (isTold(now) && now.attempt === id) return now;
  }
  return { result: 'silent', detail: `nothing within ${String(TELLS_WITHIN)} ms` };
}

/** What the page answers; rejects when it does not in time. */
export async function answered<T>(asked: Promise<T>): Promise<T> {
  const limit = new AbortController();
  const late = wait(ANSWERS_WITHIN, undefined, { signal: limit.signal }).then(() => {
    throw new Error(`the exam page did not answer within ${String(ANSWERS_WITHIN)} ms`);
  });
  // The one that loses the race must not be an error of nobody's.
  late.catch(() => undefined);
  try {
    return await Promise.race([asked, late]);
  } finally {
    limit.abort();
  }
}

function isTold(value: unknown): value is Told & { readonly attempt: string } {
  if (typeof value !== 'object' || value === null || !('result' in value)) return false;
  return ['refused', 'allowed', 'survived'].includes(String(value.result));
}

async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
