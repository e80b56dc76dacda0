import type { Attempt } from './attempt.ts';

/** A key combination, as xdotool writes it. */
export interface KeyAttempt extends Attempt {
  readonly keys: string;
  /** The page must not even hear of it; other keys may do what they do inside a page. */
  readonly isKeptFromPage: boolean;
}

/** Grabbed by the window manager for itself, before any application hears of them. */
const MANAGERS_OWN: ReadonlySet<string> = new Set([
  'alt+Tab',
  'alt+shift+Tab',
  'alt+Escape',
  'super+d',
  'super+e',
  'Print',
  'alt+Print',
]);

const key =
  (isKeptFromPage: boolean) =>
  ([keys, words]: readonly [string, string]): KeyAttempt => ({
    id: keys,
    group: 'keyboard',
    words,
    level: 'high',
    keys,
    isKeptFromPage,
    ...(MANAGERS_OWN.has(keys)
      ? {
          promise: 'detected',
          why: 'the window manager takes this key before any application; the exam takes the front back',
        }
      : { promise: 'blocked' }),
  });

/** Under openbox, which has a window menu, a desktop switch and a task switch of its own. */
export const KEY_ATTEMPTS: readonly KeyAttempt[] = [
  ...(
    [
      ['F12', 'developer tools'],
      ['ctrl+shift+i', 'developer tools'],
      ['ctrl+shift+j', 'the console'],
      ['ctrl+shift+c', 'the inspector’s pointer'],
      ['ctrl+p', 'print'],
      ['ctrl+shift+p', 'print by the system’s dialog'],
      ['ctrl+s', 'save the page'],
      ['ctrl+shift+s', 'save by the system’s dialog'],
      ['ctrl+u', 'the page’s source'],
      ['ctrl+n', 'a new window'],
      ['ctrl+shift+n', 'a private window'],
      ['ctrl+t', 'a new tab'],
      ['ctrl+shift+t', 'the tab closed last'],
      ['ctrl+o', 'open a file'],
      ['ctrl+l', 'the address bar'],
      ['alt+d', 'the address bar'],
      ['Print', 'a screenshot'],
      ['alt+Print', 'a screenshot of one window'],
      ['alt+F4', 'close the window'],
      ['alt+space', 'the window’s menu'],
      ['alt+Tab', 'another application'],
      ['alt+shift+Tab', 'another application, backwards'],
      ['alt+Escape', 'the window behind'],
      ['super+d', 'the desktop'],
      ['super+e', 'the file manager'],
      ['super+r', 'the run dialog'],
      ['super+Tab', 'the task view'],
      ['ctrl+alt+Left', 'another desktop'],
      ['ctrl+alt+Right', 'another desktop'],
      ['ctrl+alt+t', 'a terminal'],
      ['alt+F2', 'the run dialog'],
    ] as const
  ).map(key(true)),
  ...(
    [
      ['ctrl+w', 'close the tab'],
      ['ctrl+q', 'quit'],
      ['ctrl+shift+q', 'quit'],
      ['ctrl+r', 'load the page again'],
      ['F5', 'load the page again'],
      ['ctrl+shift+r', 'load the page anew'],
      ['alt+Left', 'the page before'],
      ['alt+Home', 'the home page'],
      ['F11', 'leave full screen'],
      ['Escape', 'leave full screen'],
      ['F10', 'the menu'],
      ['ctrl+h', 'the history'],
      ['ctrl+j', 'the downloads'],
      ['ctrl+shift+Delete', 'remove the history'],
      ['ctrl+shift+Escape', 'the browser’s task manager'],
      ['shift+F10', 'the context menu'],
      ['Menu', 'the context menu'],
      ['ctrl+g', 'search in the page'],
    ] as const
  ).map(key(false)),
];
