import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MESSAGE, type SessionEvent } from '../../../main/system/windows/sessionMessages.ts';
import { SINK_CLASS } from '../../../main/system/windows/sinkWindow.ts';
import { createWatchSession } from '../../../main/system/windows/watchSession.ts';
import { bundle } from '../support/bundle.ts';
import { openNative } from '../support/native.ts';
import { startProgram } from '../support/program.ts';
import { addToRegistry, removeFromRegistry } from '../support/registryTool.ts';
import { until } from '../support/until.ts';

const native = openNative();
const watchSession = createWatchSession(native, bundle('sessionWorker'));
const fail = (cause: Error): void => assert.fail(cause);

/** Has another program post messages to the window, as Windows does. */
async function post(...messages: readonly (readonly [number, number])[]): Promise<void> {
  const program = await startProgram('poster', [SINK_CLASS, ...messages.flat().map(String)]);
  assert.deepEqual(program.lines, ['posted']);
  await program.end();
}

describe('the session', () => {
  const noted = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server';

  it('is on this computer’s screen, not remote and seen by nobody else', () => {
    assert.deepEqual(native.readSession(), {
      remoteSession: false,
      remoteControl: false,
      onConsole: true,
      protocol: 'console',
    });
  });

  it('is not on the screen when Windows notes another there', () => {
    addToRegistry(noted, 'GlassSessionId', 'REG_DWORD', '77');
    try {
      assert.equal(native.readSession().onConsole, false);
    } finally {
      removeFromRegistry(noted, 'GlassSessionId');
    }
    assert.equal(native.readSession().onConsole, true);
  });
});

describe('messages of session and power', () => {
  it('arrive in their order, and others are left alone', async () => {
    const events: SessionEvent[] = [];
    const end = await watchSession({ onEvent: (event) => events.push(event), onFailed: fail });
    try {
      events.length = 0;
      await post(
        [MESSAGE.sessionChange, 7],
        [MESSAGE.powerBroadcast, 0xa],
        [MESSAGE.sessionChange, 8],
        [MESSAGE.powerBroadcast, 4],
        [MESSAGE.powerBroadcast, 0x12],
        [MESSAGE.sessionChange, 3],
        [MESSAGE.sessionChange, 9],
        [0x400, 1],
        [MESSAGE.sessionChange, 2],
      );
      const expected: SessionEvent[] = [
        'locked',
        'unlocked',
        'suspending',
        'resumed_by_itself',
        'remote_connected',
        'remote_control_changed',
        'console_disconnected',
      ];
      await until(() => events.length >= expected.length, 'seven events');
      assert.deepEqual(events, expected);
    } finally {
      await end();
    }
  });

  it('reach a window that is listed as no window of anybody’s', async () => {
    const end = await watchSession({ onEvent: () => undefined, onFailed: fail });
    const sink = native.listWindows().find(({ className }) => className === SINK_CLASS);
    await end();
    assert.equal(sink?.pid, process.pid);
    assert.deepEqual([sink.visible, sink.noActivate, sink.toolWindow], [false, true, true]);
  });

  it('end within a second, with the window', async () => {
    const end = await watchSession({ onEvent: () => undefined, onFailed: fail });
    const begin = performance.now();
    await end();
    assert.ok(performance.now() - begin < 1_500);
    await until(
      () => !native.listWindows().some(({ className }) => className === SINK_CLASS),
      'the window to go',
    );
  });

  it('can be watched again and again', async () => {
    for (let times = 0; times < 5; times += 1) {
      const end = await watchSession({ onEvent: () => undefined, onFailed: fail });
      await end();
    }
  });
});
