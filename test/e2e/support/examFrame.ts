import { setTimeout as wait } from 'node:timers/promises';
import type { ElectronApplication } from 'playwright';

/** A page that hangs answers nothing, and a test would wait with it for ever (milliseconds). */
const ANSWERS_WITHIN = 15_000;

/**
 * The exam's page through Electron itself. Playwright gives a page up for good once its process crashed,
 * and its `goto` waits for a navigation that was blocked, which never ends.
 */
export class ExamFrame {
  readonly #application: ElectronApplication;

  constructor(application: ElectronApplication) {
    this.#application = application;
  }

  /**
   * Runs a function inside the page; it takes nothing from here but its argument.
   * @param inFrame address of a frame of the page, to run it there
   */
  evaluate<A, T>(run: (given: A) => T, given: A, inFrame?: string): Promise<Awaited<T>> {
    const source = `(${run.toString()})(${JSON.stringify(given)})`;
    const asked: Promise<unknown> = this.#application.evaluate(
      ({ webContents }, { text, frameUrl }) => {
        const page = webContents
          .getAllWebContents()
          .find((each) => each.getURL().startsWith('http'));
        const { mainFrame } = page ?? {};
        const frame =
          frameUrl === undefined
            ? mainFrame
            : mainFrame?.framesInSubtree.find(({ url }) => url === frameUrl);
        if (frame === undefined) {
          const frames = mainFrame?.framesInSubtree.map(({ url }) => url) ?? [];
          throw new Error(`not among the frames: ${frames.join(' ')}`);
        }
        return frame.executeJavaScript(text);
      },
      { text: source, frameUrl: inFrame },
    );
    return inTime(asked as Promise<Awaited<T>>);
  }

  /** Where it is; empty when it is nowhere yet. */
  url(): Promise<string> {
    return this.#application.evaluate(
      ({ webContents }) =>
        webContents
          .getAllWebContents()
          .map((each) => each.getURL())
          .find((url) => url.startsWith('http')) ?? '',
    );
  }

  /** Has the page lead itself there; resolves on arrival, wherever the new page goes from there. */
  goTo(url: string): Promise<void> {
    const arrived = this.#application.evaluate(
      ({ webContents }, to) =>
        new Promise<void>((resolve, reject) => {
          const page = webContents
            .getAllWebContents()
            .find((each) => each.getURL().startsWith('http'));
          if (page === undefined) throw new Error('there is no exam page');
          const onNavigate = (_event: unknown, at: string): void => {
            if (at !== to) return;
            page.off('did-navigate', onNavigate);
            resolve();
          };
          page.on('did-navigate', onNavigate);
          const script = `setTimeout(() => location.assign(${JSON.stringify(to)}))`;
          page.mainFrame.executeJavaScript(script).catch(reject);
        }),
      url,
    );
    return inTime(arrived);
  }
}

/** Rejects when the page does not answer. */
async function inTime<T>(asked: Promise<T>): Promise<T> {
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
