import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { ExamBridge, Notice } from '../../../contract/channels.ts';
import type { Landing } from '../../sample-lms/state.ts';
import { ExamFrame } from '../../e2e/support/examFrame.ts';
import type { Sitting } from '../../e2e/support/reachExam.ts';
import type { World } from '../../e2e/support/world.ts';

const run = promisify(execFile);

/** How long the pages wait for what they try, in ms; two busy cores answer a loopback page in half of it. */
const PATIENCE = 500;
/** How long a page may take to say how it went, in ms. */
const TELLS_WITHIN = 12_000;

/** Elsewhere for this long is left (milliseconds). */
const LEFT_FOR = 300;
/** What is told takes a moment through three processes (milliseconds). */
const TOLD_AFTER = 100;

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
  readonly exam: ExamFrame;
  #visits = 0;

  private constructor(world: World, sitting: Sitting) {
    this.#world = world;
    this.#sitting = sitting;
    this.exam = new ExamFrame(sitting.candidate.app.application);
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

  noticesSince(mark: number): readonly Notice['code'][] {
    return this.#notices.slice(mark);
  }

  get noticeMark(): number {
    return this.#notices.length;
  }

  /** Leads the exam page to the page of an attempt. */
  goTo(id: string, query = ''): Promise<void> {
    this.#visits += 1;
    const asked = `patience=${String(PATIENCE)}&visit=${String(this.#visits)}${query}`;
    return this.exam.goTo(`${this.#world.lms.url}/hostile/${id}?${asked}`);
  }

  /** Opens the page of an attempt, lets it try at load, and once more at a real press of its button. */
  async visit(id: string): Promise<Visit> {
    const notices = this.#notices.length;
    const { landings } = this.#world.lms.state;
    const landed = landings.length;
    await this.goTo(id);
    const atLoad = await told(this.exam, id);
    const pressed = atLoad.result === 'left' ? atLoad : await this.#pressed(id);
    await wait(TOLD_AFTER);
    return {
      atLoad,
      pressed,
      notices: this.#notices.slice(notices),
      landings: landings.slice(landed),
    };
  }

  async #pressed(id: string): Promise<Told> {
    await this.exam.evaluate(() => Reflect.deleteProperty(window, '__hostile'), null);
    await this.press();
    return told(this.exam, id);
  }

  /** Presses "Try it" as a mouse would, which gives the page what only a press gives. */
  async press(): Promise<void> {
    const point = await this.exam.evaluate(() => {
      const button = document.getElementById('try')?.getBoundingClientRect();
      const { x = 0, y = 0, width = 0, height = 0 } = button ?? {};
      return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
    }, null);
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
async function told(exam: ExamFrame, id: string): Promise<Told> {
  let awaySince = Infinity;
  for (const end = Date.now() + TELLS_WITHIN; Date.now() < end; await wait(50)) {
    // While a page is on its way there is nothing to be asked.
    const now = await exam
      .evaluate(() => Reflect.get(window, '__hostile') as unknown, null)
      .catch(String);
    const url = await exam.url();
    // Nowhere at all is no place that a page can stay at.
    if (url === '') continue;
    const isAway = !new URL(url).pathname.startsWith(`/hostile/${id}`);
    awaySince = isAway ? Math.min(awaySince, Date.now()) : Infinity;
    // A page may take another name for a moment, until it is led back.
    if (Date.now() - awaySince > LEFT_FOR) return { result: 'left', detail: url };
    if (isTold(now) && now.attempt === id) return now;
  }
  return { result: 'silent', detail: `nothing within ${String(TELLS_WITHIN)} ms` };
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
