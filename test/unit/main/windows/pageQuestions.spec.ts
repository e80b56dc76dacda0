import type { WebContents } from 'electron';
import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import type { PageQuestion } from '../../../../contract/channels.ts';
import { askInOurWindow } from '../../../../main/windows/pageQuestions.ts';

/** Web contents that ask as Electron's do inside. */
function page() {
  const contents = new EventEmitter();
  const boxes: string[] = [];
  contents.on('-run-dialog', () => boxes.push('a box of the system'));
  const shown: (PageQuestion | null)[] = [];
  let now = 0;
  const questions = askInOurWindow(contents as unknown as WebContents, {
    show: (question) => shown.push(question),
    now: () => now,
  });
  if (questions === undefined) throw new Error('not taken over');
  const answers: boolean[] = [];
  const ask = (dialogType: string, messageText = 'Hand in?'): void => {
    contents.emit('-run-dialog', { dialogType, messageText }, (yes: boolean) => answers.push(yes));
  };
  const open = (): PageQuestion => {
    const question = shown.at(-1);
    if (question === null || question === undefined) throw new Error('nothing is asked');
    return question;
  };
  return {
    contents,
    questions,
    boxes,
    shown,
    answers,
    ask,
    open,
    wait: (time: number) => (now += time),
  };
}

describe('what a page asks', () => {
  test('is shown with its words, and answered as the candidate did', () => {
    const { ask, open, questions, shown, answers, boxes } = page();
    ask('confirm', 'Two questions are open. Hand in?');
    expect(open()).toMatchObject({ kind: 'confirm', words: 'Two questions are open. Hand in?' });
    expect(questions.isOpen()).toBe(true);
    questions.answer(open().id, true);
    expect({ answers, last: shown.at(-1), boxes }).toEqual({
      answers: [true],
      last: null,
      boxes: [],
    });
    expect(questions.isOpen()).toBe(false);
  });

  test('is not answered by an answer to another question', () => {
    const { ask, questions, answers } = page();
    ask('confirm');
    questions.answer('5c1c0c52-7a9d-4c8e-9a52-0d3e3f1b7a11', true);
    expect(answers).toEqual([]);
  });

  test('is answered with no, unseen, when it never ends', () => {
    const { ask, open, questions, shown, answers, wait } = page();
    for (let count = 0; count < 3; count += 1) {
      ask('alert', 'Call this number');
      questions.answer(open().id, true);
    }
    ask('alert', 'Call this number');
    expect(answers).toEqual([true, true, true, false]);
    expect(shown.filter((question) => question !== null)).toHaveLength(3);
    wait(10_000);
    ask('alert', 'Saved');
    expect(open().words).toBe('Saved');
  });

  test('is answered with no when the page is left, or no longer waits', () => {
    const { ask, questions, contents, answers, shown } = page();
    ask('confirm');
    questions.drop();
    ask('confirm');
    contents.emit('-cancel-dialogs');
    expect(answers).toEqual([false, false]);
    expect(shown.at(-1)).toBe(null);
  });

  test('is gone with the page', () => {
    const { ask, contents, answers, shown } = page();
    ask('confirm');
    contents.emit('destroyed');
    expect({ answers, last: shown.at(-1) }).toEqual({ answers: [], last: null });
  });

  test('is cut where its words have no end, and a prompt is no question', () => {
    const { ask, open, shown, answers } = page();
    ask('prompt', 'Your password');
    expect({ shown, answers }).toEqual({ shown: [], answers: [false] });
    ask('alert', 'x'.repeat(9_000));
    expect(open().words).toHaveLength(2_000);
  });

  test('stays the system’s where Electron has no such event', () => {
    const contents = new EventEmitter() as unknown as WebContents;
    expect(askInOurWindow(contents, { show: () => undefined, now: () => 0 })).toBe(undefined);
  });
});
