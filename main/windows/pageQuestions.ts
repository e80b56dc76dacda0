import { randomUUID } from 'node:crypto';
import type { WebContents } from 'electron';
import type { PageQuestion } from '../../contract/channels.ts';
import { takeDialogs } from '../system/electronVersions.ts';

/** More questions than this in a stretch of time are answered with no, unseen: nobody asks so often. */
const MOST = 3;
/** Milliseconds. */
const STRETCH = 10_000;
/** A page's words are shown up to here; a box of a browser cuts them off as well. */
const LONGEST = 2_000;

interface Deps {
  /** Shows the question in the page's place; null when it is answered or gone. */
  readonly show: (question: PageQuestion | null) => void;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
}

export interface PageQuestions {
  /** The page waits for an answer. */
  readonly isOpen: () => boolean;
  readonly answer: (id: string, yes: boolean) => void;
  /** The page is about to be left: what it asks is answered with no. */
  readonly drop: () => void;
}

/**
 * Shows what a page asks by `alert` or `confirm` in our own window. Electron's box would take the focus
 * from a window that fetches it back, and lie over everything else for as long as a page keeps asking.
 * Doing without is no way either: quizzes are handed in by a `confirm`. The page waits, as it does in
 * every browser; everything around it goes on.
 * @returns undefined where this Electron's boxes cannot be taken over
 */
export function askInOurWindow(
  contents: WebContents,
  { show, now }: Deps,
): PageQuestions | undefined {
  let open: { readonly id: string; readonly answer: (yes: boolean) => void } | undefined;
  let shownAt: number[] = [];
  const settle = (yes: boolean): void => {
    const settled = open;
    open = undefined;
    if (settled === undefined) return;
    show(null);
    settled.answer(yes);
  };
  const isTaken = takeDialogs(contents, {
    onDialog(kind, words, answer) {
      shownAt = shownAt.filter((at) => now() - at < STRETCH);
      if (kind === 'prompt' || shownAt.length >= MOST) {
        answer(false);
        return;
      }
      settle(false);
      shownAt.push(now());
      open = { id: randomUUID(), answer };
      show({ id: open.id, kind, words: words.slice(0, LONGEST) });
    },
    onGone: () => settle(false),
  });
  if (!isTaken) return undefined;
  contents.once('destroyed', () => {
    if (open !== undefined) show(null);
    open = undefined;
  });
  return {
    isOpen: () => open !== undefined,
    answer(id, yes) {
      if (open?.id === id) settle(yes);
    },
    drop: () => settle(false),
  };
}
