import { allowed, landed, pause, place, refused } from './outcome.js';

async function opened(open) {
  const child = open();
  if (child === null) return refused('no window');
  await pause(300);
  const outcome = child.closed ? refused('closed at once') : allowed('a window is open');
  child.close();
  return outcome;
}

export const windows = {
  'window-open': ({ elsewhere }) => opened(() => window.open(elsewhere)),
  'window-open-blank': () => opened(() => window.open('', '_blank', 'width=300,height=200')),
  'window-open-named': () => opened(() => window.open('/hostile/landed?attempt=named', 'named')),
  'target-blank': ({ landing, id }) =>
    landed(id, () => place('a', { href: landing, target: '_blank', textContent: 'open' }).click()),
  'modified-click': ({ elsewhere, id }) =>
    landed(id, () => {
      const link = place('a', { href: elsewhere, textContent: 'open' });
      for (const modifiers of [{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }]) {
        link.dispatchEvent(
          new MouseEvent('click', { bubbles: true, cancelable: true, ...modifiers }),
        );
      }
    }),
  'form-target-blank': ({ landing, id }) =>
    landed(id, () => {
      const form = place('form', { action: '/hostile/landed', target: '_blank' });
      const attempt = new URL(landing, location.href).searchParams.get('attempt');
      place('input', { type: 'hidden', name: 'attempt', value: attempt }, form);
      form.submit();
    }),
  'window-close': async () => {
    window.close();
    await pause(500);
    return window.closed ? allowed('closed') : refused('still open');
  },
  /** Opened by itself, a window may close itself in every browser. */
  'window-close-opened': async () => {
    const self = window.open('', '_self');
    self?.close();
    await pause(500);
    return window.closed ? allowed('closed') : refused('still open');
  },
  'window-move': async () => {
    const before = [screenX, screenY, outerWidth, outerHeight].join();
    moveTo(screenX + 40, screenY + 40);
    resizeTo(400, 300);
    await pause(500);
    const after = [screenX, screenY, outerWidth, outerHeight].join();
    return before === after ? refused('did not move') : allowed(`${before} became ${after}`);
  },
};
