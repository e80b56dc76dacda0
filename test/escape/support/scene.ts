import { execFile } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { IncidentKind } from '../../../contract/incident.ts';
import type { AppOptions } from '../../e2e/support/app.ts';
import { ExamFrame } from '../../e2e/support/examFrame.ts';
import { reachExam, type Sitting } from '../../e2e/support/reachExam.ts';
import { openWorld, type World } from '../../e2e/support/world.ts';
import type { Attempt, HeldLevel, Outcome } from './attempt.ts';
import { startIncidentsProxy, type IncidentsProxy } from './incidentsProxy.ts';

const run = promisify(execFile);

/** What an attempt must not change, or must give back. */
export interface Standing {
  readonly window: {
    readonly kiosk: boolean;
    readonly onTop: boolean;
    readonly focused: boolean;
    readonly minimised: boolean;
    readonly coversScreen: boolean;
  };
  readonly windows: number;
  readonly pages: readonly string[];
  /** Every window on the display, by the window manager's list. */
  readonly onDisplay: readonly string[];
  /** The exam is hidden, and the candidate told why. */
  readonly covered: boolean;
  readonly examAt: string;
  readonly typed: string;
}

/** How long the exam may take to stand again, and an incident to be told (milliseconds, two busy cores). */
const RECOVERS_WITHIN = 15_000;
/** An incident is sent at once, and is here within this (milliseconds). */
const TOLD_WITHIN = 3_000;
/** A window that is altered again and again is put back each time, and told of once in this long (milliseconds). */
const TOLD_ONCE_IN = 60_000;
/** What a key or a click sets off shows within this (milliseconds). */
const SHOWS_WITHIN = 400;

const COVERS = ['window_over_exam', 'forbidden_process', 'second_display'] as const;

const TYPED = 'my own answer';

/** An exam that is held, and eyes on everything that an attempt could change. */
export class Scene {
  readonly world: World;
  readonly sitting: Sitting;
  readonly proxy: IncidentsProxy;
  readonly exam: ExamFrame;
  /** What was different at the last attempt that got out. */
  detail = '';

  readonly #level: HeldLevel;

  private constructor(world: World, sitting: Sitting, proxy: IncidentsProxy, level: HeldLevel) {
    this.#level = level;
    this.world = world;
    this.sitting = sitting;
    this.proxy = proxy;
    this.exam = new ExamFrame(sitting.candidate.app.application);
  }

  /** @param urlRules where the exam may go, if not where its LMS's exams go */
  static async open(
    level: HeldLevel,
    { urlRules, ...options }: Partial<AppOptions> & { readonly urlRules?: readonly string[] } = {},
  ): Promise<Scene> {
    const proxy = await startIncidentsProxy(() => world.server.url);
    const integration = urlRules === undefined ? {} : { integration: { urlRules: [...urlRules] } };
    const world: World = await openWorld({ server: { publicUrl: proxy.url, ...integration } });
    const sitting = await reachExam(world, { secureBrowserLevel: level }, options);
    const scene = new Scene(world, sitting, proxy, level);
    await sitting.exam.locator('input[type="text"]:visible').first().fill(TYPED);
    await scene.focusExam();
    return scene;
  }

  /** The candidate sets right what an attempt typed into the answer. */
  async correctAnswer(): Promise<void> {
    await this.exam.evaluate((typed) => {
      const answer = document.querySelector<HTMLInputElement>('input[type="text"]');
      if (answer !== null) answer.value = typed;
    }, TYPED);
  }

  async focusExam(): Promise<void> {
    await this.sitting.candidate.app.application.evaluate(({ webContents }) => {
      const page = webContents.getAllWebContents().find((each) => each.getURL().startsWith('http'));
      page?.focus();
    });
  }

  /** Reads it once more where the driver lost an answer: it drops those that wait while garbage is collected. */
  async standing(): Promise<Standing> {
    try {
      return await this.#readStanding();
    } catch (error) {
      if (!String(error).includes('garbage collected')) throw error;
      return this.#readStanding();
    }
  }

  /** What an attempt begins from: at high the exam holds its place again after the attempt before. */
  async #standingFirm(): Promise<Standing> {
    const isFirm = ({ window }: Standing): boolean =>
      window.kiosk && window.onTop && window.focused && window.coversScreen && !window.minimised;
    if (this.#level === 'high') await until(async () => isFirm(await this.standing()));
    return this.standing();
  }

  async #readStanding(): Promise<Standing> {
    const ours = await this.sitting.candidate.app.application.evaluate(
      ({ BrowserWindow, screen, webContents }) => {
        const [window] = BrowserWindow.getAllWindows();
        const { width = 0, height = 0, x = -1, y = -1 } = window?.getBounds() ?? {};
        const { bounds } = screen.getPrimaryDisplay();
        return {
          window: {
            kiosk: window?.isKiosk() === true,
            onTop: window?.isAlwaysOnTop() === true,
            focused: window?.isFocused() === true,
            minimised: window?.isMinimized() === true,
            coversScreen:
              x === bounds.x &&
              y === bounds.y &&
              width === bounds.width &&
              height === bounds.height,
          },
          windows: BrowserWindow.getAllWindows().length,
          pages: webContents
            .getAllWebContents()
            .map((each) => each.getURL().split(':')[0] ?? '')
            .sort(),
        };
      },
    );
    const { candidate } = this.sitting;
    const covers = COVERS.map((reason) => candidate.text(`reason.${reason}.title`));
    const [listed, covered, examAt, typed] = await Promise.all([
      run('wmctrl', ['-l']).then(({ stdout }) => stdout.split('\n').filter((line) => line !== '')),
      this.#ourWords().then((words) => covers.some((title) => words.includes(title))),
      this.exam.url(),
      this.exam.evaluate(
        () => document.querySelector<HTMLInputElement>('input[type="text"]')?.value ?? '',
        null,
      ),
    ]);
    return { ...ours, onDisplay: listed.sort(), covered, examAt, typed };
  }

  /** What our own page says; through Electron, as Playwright gives a page up once its process ended. */
  #ourWords(): Promise<string> {
    return this.sitting.candidate.app.application.evaluate(({ BrowserWindow }) => {
      const page = BrowserWindow.getAllWindows()[0]?.webContents.mainFrame;
      return page?.executeJavaScript('document.body.innerText') as Promise<string>;
    });
  }

  /** Kinds of the incidents that passed since a mark. */
  incidentsSince(mark: number): IncidentKind[] {
    return this.proxy.incidents.slice(mark).map(({ kind }) => kind);
  }

  get mark(): number {
    return this.proxy.incidents.length;
  }

  /**
   * Makes an attempt and judges it by what it changed.
   * @param attempt says by true that it got what it was after, whatever the standing
   * @param after ends what the attempt left running, before the exam has to stand again
   * @param promise what it is to come to; what the level or the system gives is no escape, told or not
   */
  async outcomeOf(
    attempt: () => Promise<boolean | undefined>,
    after: () => Promise<void> = () => Promise.resolve(),
    promise: Attempt['promise'] = 'blocked',
  ): Promise<Outcome> {
    const given = promise === 'allowed by level' || promise === 'OS limit';
    const before = await this.#standingFirm();
    const { mark } = this;
    const gotIt = (await attempt()) === true;
    await wait(SHOWS_WITHIN);
    const during = await this.standing();
    const changed = JSON.stringify(during) !== JSON.stringify(before);
    await after();
    const standsAgain = await until(
      async () => JSON.stringify(await this.standing()) === JSON.stringify(before),
    );
    if ((gotIt && !given) || !standsAgain) {
      this.detail = JSON.stringify({ gotIt, before, during, now: await this.standing() }, null, 1);
      return 'escaped';
    }
    const isNoted = (): boolean =>
      this.incidentsSince(mark).some((kind) => !kind.endsWith('_blocked'));
    if (!changed && !gotIt) {
      // What left no trace on the screen may be told of a moment later.
      if (promise === 'detected') await until(() => Promise.resolve(isNoted()), TOLD_WITHIN);
      return isNoted() ? 'detected' : 'blocked';
    }
    const lately = this.proxy.lastOf('window_altered') > Date.now() - TOLD_ONCE_IN;
    const told = await until(() => Promise.resolve(this.incidentsSince(mark).length > 0));
    if (told || lately) return 'detected';
    if (given) return 'allowed by level';
    // Changed on the display only by the attempt's own window, which never lay over the exam.
    return during.window.focused && during.window.coversScreen ? 'blocked' : 'escaped';
  }

  async close(): Promise<void> {
    await this.sitting.candidate.app.kill();
    await this.world.close();
    await this.proxy.close();
  }
}

async function until(holds: () => Promise<boolean>, within = RECOVERS_WITHIN): Promise<boolean> {
  for (const end = Date.now() + within; Date.now() < end; await wait(100)) {
    if (await holds()) return true;
  }
  return false;
}
