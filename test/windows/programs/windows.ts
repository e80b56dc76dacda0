import { writeSync } from 'node:fs';
import { pumpMessages } from '../../../main/system/windows/pump.ts';
import { testLibraries } from '../support/native.ts';
import { openTestWindow, WINDOW_STYLE } from '../support/testWindow.ts';

/** A program with windows of many kinds, for others to list. */
const libraries = testLibraries();
const { popup, visible, overlapped } = WINDOW_STYLE;
openTestWindow(libraries, {
  className: 'PlainWindow',
  style: overlapped | visible,
  extendedStyle: 0,
  bounds: [40, 50, 300, 200],
});
openTestWindow(libraries, {
  className: 'OverlayWindow',
  style: popup | visible,
  // Topmost, click-through, tool window, layered, never active: how an overlay over an exam is made.
  extendedStyle: 0x8 | 0x20 | 0x80 | 0x80000 | 0x0800_0000,
  bounds: [10, 10, 120, 90],
});
openTestWindow(libraries, {
  className: 'HiddenWindow',
  style: popup,
  extendedStyle: 0,
  bounds: [0, 0, 50, 50],
});
openTestWindow(libraries, {
  className: 'MinimisedWindow',
  style: overlapped | visible | 0x2000_0000,
  extendedStyle: 0,
  bounds: [0, 0, 200, 200],
});
writeSync(1, 'open\n');
pumpMessages(libraries, () => true);
