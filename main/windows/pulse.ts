/** Between two questions (milliseconds). */
const EVERY = 5_000;
/** No answer for this long is a hung page: as long as Chromium itself waits (milliseconds). */
const PATIENCE = 15_000;

interface Deps {
  /** Settles as soon as the page can do anything at all; a refusal is an answer too. */
  readonly ask: () => Promise<unknown>;
  /** It waits for somebody else and is not to be blamed. */
  readonly isWaiting: () => boolean;
  readonly onSilent: () => void;
  readonly onBack: () => void;
}

/**
 * Asks a page again and again whether it is there. Chromium's own watch over hung pages says nothing for
 * as long as the inspector's interface is attached, as it is to every page of the exam.
 * @returns ends it
 */
export function feelPulse({ ask, isWaiting, onSilent, onBack }: Deps): () => void {
  let isAsked = false;
  let isSilent = false;
  let patience: NodeJS.Timeout | undefined;
  const lose = (): void => {
    if (isWaiting()) {
      patience = setTimeout(lose, PATIENCE);
      return;
    }
    isSilent = true;
    onSilent();
  };
  const answered = (): void => {
    clearTimeout(patience);
    isAsked = false;
    if (!isSilent) return;
    isSilent = false;
    onBack();
  };
  const timer = setInterval(() => {
    if (isAsked) return;
    isAsked = true;
    patience = setTimeout(lose, PATIENCE);
    ask().then(answered, answered);
  }, EVERY);
  return () => {
    clearInterval(timer);
    clearTimeout(patience);
  };
}
