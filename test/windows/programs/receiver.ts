import { writeSync } from 'node:fs';
import { pumpMessages } from '../../../main/system/windows/pump.ts';
import { testLibraries } from '../support/native.ts';
import { openTestWindow, WINDOW_STYLE } from '../support/testWindow.ts';

/** WM_KEYDOWN, WM_KEYUP, WM_SYSKEYDOWN, WM_SYSKEYUP. */
const KEYS = new Map([
  [0x100, 'down'],
  [0x101, 'up'],
  [0x104, 'down'],
  [0x105, 'up'],
]);

/** A program that says each key that reaches its window. */
const libraries = testLibraries();
openTestWindow(libraries, {
  className: 'KeyReceiver',
  style: WINDOW_STYLE.popup | WINDOW_STYLE.visible,
  extendedStyle: 0,
  bounds: [0, 0, 400, 300],
  onMessage(message, key) {
    const what = KEYS.get(message);
    if (what !== undefined) writeSync(1, `${what} ${key.toString(16)}\n`);
  },
});
writeSync(1, 'open\n');
pumpMessages(libraries, () => true);
