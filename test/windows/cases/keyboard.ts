import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { createHoldKeys, type HoldKeysWishes } from '../../../main/system/windows/holdKeys.ts';
import type { EndWorker } from '../../../main/system/windows/nativeWorker.ts';
import { bundle } from '../support/bundle.ts';
import { focusWindow, press } from '../support/keyboard.ts';
import { openNative } from '../support/native.ts';
import { startProgram, type Program } from '../support/program.ts';
import { until } from '../support/until.ts';

const native = openNative();
const holdKeys = createHoldKeys(native, bundle('keyboardWorker'));

let receiver: Program;
let end: EndWorker | undefined;
let taken: string[];
let failures: Error[];

before(async () => {
  receiver = await startProgram('receiver');
  await focusWindow('node.exe');
  await press('a');
  await until(() => receiver.lines.includes('up 41'), 'the window to get keys');
});
after(() => receiver.end());
afterEach(async () => {
  await end?.();
  end = undefined;
});

async function hold(wishes: Partial<HoldKeysWishes> = {}, hold = holdKeys): Promise<void> {
  taken = [];
  failures = [];
  end = await hold({
    passesInjected: false,
    onTaken: (combination) => taken.push(combination),
    onFailed: (cause) => failures.push(cause),
    ...wishes,
  });
}

/** What reaches the window in front while `work` goes on, a last key ending it. */
async function received(work: () => Promise<void>): Promise<string[]> {
  const from = receiver.lines.length;
  await work();
  await press('q');
  await until(() => receiver.lines.slice(from).includes('up 51'), 'the last key');
  return receiver.lines.slice(from).filter((line) => !line.endsWith(' 51'));
}

const pressed = (lines: readonly string[]): string[] =>
  lines.filter((line) => line.startsWith('down')).map((line) => line.slice(5));

describe('the keyboard while it is held', () => {
  it('writes', async () => {
    await hold();
    const lines = await received(() => press('x', 'shift+b', '7', 'space', 'BackSpace', 'ctrl+c'));
    assert.deepEqual(pressed(lines), ['58', '10', '42', '37', '20', '8', '11', '43']);
    assert.deepEqual(taken, []);
  });

  it('loses the combinations that lead out of the exam, and tells each', async () => {
    await hold();
    const lines = await received(() =>
      press('alt+Tab', 'alt+F4', 'alt+Escape', 'ctrl+Escape', 'Super_L+e', 'Print', 'alt+space'),
    );
    const reached = new Set(pressed(lines));
    for (const key of ['9', '73', '1b', '45', '2c', '20'])
      assert.equal(reached.has(key), false, key);
    assert.deepEqual(taken, [
      'Alt+Tab',
      'Alt+F4',
      'Alt+Escape',
      'Control+Escape',
      'Super+E',
      'PrintScreen',
      'Alt+Space',
    ]);
  });

  it('leaves no key pressed: whatever went down for a window comes up', async () => {
    await hold();
    const lines = await received(() => press('alt+Tab', 'Super_L+d', 'ctrl+Escape', 'Super_L'));
    for (const key of ['10', '11', '12', '5b'])
      assert.equal(
        lines.filter((line) => line === `up ${key}`).length >=
          (lines.includes(`down ${key}`) ? 1 : 0),
        true,
        key,
      );
    const after = await received(() => press('e', 'd'));
    assert.deepEqual(pressed(after), ['45', '44']);
  });

  it('hides a Windows key pressed alone behind a key without meaning', async () => {
    await hold();
    const lines = await received(() => press('Super_L'));
    const order = lines.filter((line) => / (5b|e8)$/.test(line));
    assert.deepEqual(order, ['down 5b', 'down e8', 'up e8', 'up 5b']);
  });

  it('lets screen readers, magnifier and input methods have their keys', async () => {
    await hold();
    const lines = await received(() =>
      press(
        'Caps_Lock',
        'Caps_Lock',
        'Insert',
        'Num_Lock',
        'Num_Lock',
        'Super_L+u',
        'Super_L+space',
      ),
    );
    const reached = new Set(pressed(lines));
    for (const key of ['14', '2d', '90', '55', '20']) assert.equal(reached.has(key), true, key);
    assert.deepEqual(taken, []);
  });

  it('judges a program’s keys like the keyboard’s', async () => {
    await hold();
    const lines = await received(async () => {
      const program = await startProgram('injector', [
        ...['down:4e', 'up:4e'],
        ...['down:12', 'down:9', 'up:9', 'up:12'],
      ]);
      await program.end();
    });
    assert.deepEqual(pressed(lines), ['4e', '12']);
    assert.deepEqual(taken, ['Alt+Tab']);
  });

  it('lets a program’s keys through where staff named assistive software', async () => {
    await hold({ passesInjected: true });
    const lines = await received(async () => {
      const program = await startProgram('injector', ['down:12', 'down:9', 'up:9', 'up:12']);
      await program.end();
      await press('alt+Tab');
    });
    assert.deepEqual(pressed(lines), ['12', '9', '12']);
    assert.deepEqual(taken, ['Alt+Tab']);
  });

  it('is held while the app itself has no time', async () => {
    await hold();
    const busy = setInterval(() => {
      for (const until = performance.now() + 400; performance.now() < until;);
    }, 500);
    try {
      const lines = await received(() => press('alt+Tab', 'z', 'ctrl+Escape', 'y'));
      assert.deepEqual(pressed(lines), ['12', '5a', '11', '59']);
    } finally {
      clearInterval(busy);
    }
    await until(() => taken.length === 2, 'both to be told');
  });
});

describe('the keyboard given back', () => {
  it('is free within a second and has all its keys again', async () => {
    await hold();
    const begin = performance.now();
    await end?.();
    assert.ok(performance.now() - begin < 1_000);
    const lines = await received(() => press('alt+Tab', 'Print', 'ctrl+Escape'));
    assert.deepEqual(
      pressed(lines).filter((key) => ['9', '2c', '1b'].includes(key)).length > 1,
      true,
    );
    assert.deepEqual(taken, []);
  });

  it('can be held again and again', async () => {
    for (let times = 0; times < 5; times += 1) {
      await hold();
      await end?.();
    }
    await hold();
    await received(() => press('alt+Tab'));
    assert.deepEqual(taken, ['Alt+Tab']);
  });
});

describe('a hold that fails', () => {
  it('frees the keyboard from a thread that no longer answers, and tells it once', async () => {
    await hold({}, createHoldKeys(native, bundle('stallingWorker')));
    const begin = performance.now();
    await received(() => press('x', 'y'));
    // Windows itself would keep each key waiting, and give up on the thread after about six seconds.
    const freedAfter = performance.now() - begin;
    assert.ok(freedAfter < 4_000, `${freedAfter} ms`);
    await until(() => failures.length > 0, 'the stall to be told');
    const lines = await received(() => press('x', 'alt+Tab'));
    assert.deepEqual(pressed(lines), ['58', '12', '9']);
    await wait(2_500);
    assert.deepEqual(
      failures.map(({ message }) => message),
      ['the thread stalled'],
    );
  });

  it('lets every key through when none can be judged', async () => {
    await hold({}, createHoldKeys(native, bundle('faultyWorker')));
    const lines = await received(() => press('x', 'alt+Tab', 'Print'));
    assert.deepEqual(pressed(lines).slice(0, 3), ['58', '12', '9']);
    assert.ok(taken.includes('fault'));
  });

  it('is refused at once when the thread cannot start', async () => {
    const broken = createHoldKeys(
      { ...native, file: 'C:\\missing.node' },
      bundle('keyboardWorker'),
    );
    await assert.rejects(hold({}, broken));
    end = undefined;
    assert.deepEqual(failures, []);
  });
});
