import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inspect } from 'node:util';
import { hiddenFromCaptures } from '../../../main/system/windows/hiddenWindows.ts';
import { readWindowsOverOurs } from '../../../main/system/windows/windowsOver.ts';
import type { TopWindow } from '../../../main/system/windows/topWindows.ts';
import { focusWindow } from '../support/keyboard.ts';
import { openNative } from '../support/native.ts';
import { startProgram, type Program } from '../support/program.ts';
import { until } from '../support/until.ts';

const native = openNative();
let program: Program;
before(async () => {
  program = await startProgram('windows');
});
after(() => program.end());

function windowOf(className: string): TopWindow {
  const found = native.listWindows().find((window) => window.className === className);
  assert.ok(found !== undefined, `${className} is not listed`);
  return found;
}

describe('top-level windows', () => {
  it('are told with their owners', () => {
    for (const name of ['PlainWindow', 'OverlayWindow', 'HiddenWindow', 'MinimisedWindow'])
      assert.equal(windowOf(name).pid, program.pid);
  });

  it('are told by class and never by title', () => {
    assert.equal(inspect(native.listWindows()).includes('a title'), false);
  });

  it('tell an overlay from a plain window', () => {
    const { topmost, noActivate, toolWindow, clickThrough, bounds } = windowOf('OverlayWindow');
    assert.deepEqual([topmost, noActivate, toolWindow, clickThrough], [true, true, true, true]);
    assert.deepEqual(bounds, { x: 10, y: 10, width: 120, height: 90 });
    const plain = windowOf('PlainWindow');
    assert.deepEqual(
      [plain.topmost, plain.noActivate, plain.toolWindow, plain.clickThrough],
      [false, false, false, false],
    );
  });

  it('tell shown, hidden and minimised ones apart', () => {
    assert.deepEqual(
      ['PlainWindow', 'HiddenWindow', 'MinimisedWindow'].map((name) => {
        const { visible, minimised, cloaked } = windowOf(name);
        return { visible, minimised, cloaked };
      }),
      [
        { visible: true, minimised: false, cloaked: false },
        { visible: false, minimised: false, cloaked: false },
        { visible: true, minimised: true, cloaked: false },
      ],
    );
  });

  it('say whether captures show them', () => {
    assert.equal(windowOf('PlainWindow').capture, 'shown');
    assert.deepEqual(hiddenFromCaptures(native), []);
  });

  it('of which captures leave some out are told by their programs', () => {
    // wine keeps no window out of a capture; what it would say of one is put in its words here.
    const listWindows = () =>
      native
        .listWindows('visible')
        .map((window) =>
          window.className === 'OverlayWindow'
            ? { ...window, capture: 'excluded' as const }
            : window,
        );
    const [found, ...others] = hiddenFromCaptures({ ...native, listWindows });
    assert.deepEqual(others, []);
    assert.equal(found?.originalName, 'node.exe');
  });

  it('that nobody sees are left out where only visible ones are asked for', () => {
    const names = native.listWindows('visible').map(({ className }) => className);
    assert.deepEqual(
      [names.includes('OverlayWindow'), names.includes('HiddenWindow')],
      [true, false],
    );
  });

  it('are no longer there when their program has ended', async () => {
    const other = await startProgram('receiver');
    assert.equal(windowOf('KeyReceiver').pid, other.pid);
    await other.end();
    await until(
      () => !native.listWindows().some(({ className }) => className === 'KeyReceiver'),
      'the window to go',
    );
  });
});

describe('what lies over a window', () => {
  /** As seen by the owner of the plain window, or by somebody else who has one of the same place. */
  const over = (own: number) =>
    readWindowsOverOurs(native, windowOf('PlainWindow').id, own)?.over.map(({ name }) => name);

  it('is the window of another program, and goes with it', async () => {
    assert.deepEqual(over(program.pid), []);
    const other = await startProgram('receiver');
    try {
      assert.deepEqual(over(program.pid), ['node.exe']);
      // The overlay lets clicks through; the receiver is the only other window there.
      assert.deepEqual(over(other.pid), []);
    } finally {
      await other.end();
    }
    await until(() => over(program.pid)?.length === 0, 'nothing to lie over it');
  });

  it('is told only for a window that is there, and whether that is shown', () => {
    assert.equal(readWindowsOverOurs(native, 1n), undefined);
    assert.equal(readWindowsOverOurs(native, windowOf('PlainWindow').id)?.shown, true);
    assert.equal(readWindowsOverOurs(native, windowOf('HiddenWindow').id)?.shown, false);
  });
});

describe('the window in front', () => {
  it('is told by its process', async () => {
    const other = await startProgram('receiver');
    try {
      await focusWindow('node.exe');
      await until(() => native.foregroundPid() !== undefined, 'a window in front');
      assert.ok([other.pid, program.pid].includes(native.foregroundPid() ?? 0));
    } finally {
      await other.end();
    }
  });
});
