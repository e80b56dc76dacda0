import type { WebContents } from 'electron';
import type { JourneyAt } from '../../contract/journey.ts';

export type PageState = JourneyAt<'exam'>['page'];

/** A page that answers no input for this long after Chromium called it hung is begun anew (ms). */
const HUNG_FOR = 30_000;
/** Between a crash and the new try; and between two tries to reach a page (milliseconds). */
const AFTER_CRASH = 1_000;
const UNREACHABLE_AGAIN = 5_000;
/** More crashes than this in a row are left to the candidate's own "Load again". */
const MOST_CRASHES = 3;
/** A page that ran this long is no crash in a row any more (milliseconds). */
const RAN_WELL = 60_000;

interface Deps {
  /** Loads the page anew; called after a crash, and as long as no page was reached. */
  readonly reload: () => void;
  readonly onState: (state: PageState) => void;
  readonly onCrashed: () => void;
  readonly onUnresponsive: () => void;
  readonly onRecovered: () => void;
  readonly now: () => number;
}

export interface PageHealth {
  /** A document did not come. Returns whether there was nothing on screen that could stay. */
  readonly missed: () => boolean;
  /** The candidate asks for it: counts from the beginning. */
  readonly restart: () => void;
  readonly end: () => void;
}

/** Watches a page, tells how it is, and brings it back in place when it crashed, hung or never came. */
export function watchPage(contents: WebContents, deps: Deps): PageHealth {
  let isShown = false;
  let crashes = 0;
  let shownAt = 0;
  let needsWord = false;
  let retry: NodeJS.Timeout | undefined;
  let hung: NodeJS.Timeout | undefined;
  let isHung = false;
  const again = (wait: number): void => {
    clearTimeout(retry);
    retry = setTimeout(() => {
      deps.onState('loading');
      deps.reload();
    }, wait);
  };
  const missed = (): boolean => {
    if (isShown) {
      deps.onState('shown');
      return false;
    }
    deps.onState('unreachable');
    again(UNREACHABLE_AGAIN);
    return true;
  };
  contents.on('did-navigate', (_event, url) => {
    if (url === 'about:blank') return;
    clearTimeout(retry);
    isShown = true;
    shownAt = deps.now();
    deps.onState('shown');
    if (needsWord) deps.onRecovered();
    needsWord = false;
  });
  // An error page in the page's place: whatever the guard could not keep away.
  contents.on('did-fail-load', (_event, code, _words, _url, isMainFrame) => {
    const ABORTED = -3;
    if (!isMainFrame || code === ABORTED) return;
    isShown = false;
    missed();
  });
  contents.on('render-process-gone', () => {
    clearTimeout(hung);
    isHung = false;
    const ranWell = isShown && deps.now() - shownAt > RAN_WELL;
    isShown = false;
    needsWord = true;
    crashes = ranWell ? 1 : crashes + 1;
    deps.onCrashed();
    deps.onState('crashed');
    if (crashes <= MOST_CRASHES) again(AFTER_CRASH);
  });
  contents.on('unresponsive', () => {
    isHung = true;
    deps.onUnresponsive();
    deps.onState('unresponsive');
    clearTimeout(hung);
    hung = setTimeout(() => contents.forcefullyCrashRenderer(), HUNG_FOR);
  });
  contents.on('responsive', () => {
    clearTimeout(hung);
    isHung = false;
    if (isShown) deps.onState('shown');
  });
  return {
    missed,
    restart() {
      crashes = 0;
      needsWord = false;
      // A hung process would take no new page either; ending it brings one.
      if (isHung) contents.forcefullyCrashRenderer();
      else again(0);
    },
    end() {
      clearTimeout(retry);
      clearTimeout(hung);
    },
  };
}
