import { describe, expect, it, vi } from 'vitest';
import { policyAt } from '../../../fakes/policy.ts';
import { withFakeTime } from './fakeTime.ts';
import { Surroundings } from './lockdown.ts';

const pass = withFakeTime();

describe('time', () => {
  it('that stood still is told of once, with how long', async () => {
    const around = new Surroundings();
    await around.hold(policyAt('basic'));
    await pass(3_000);
    expect(around.kinds()).toEqual([]);
    const before = performance.now();
    const stopped = vi.spyOn(performance, 'now').mockImplementation(() => before + 12_000);
    await pass(1_000);
    stopped.mockRestore();
    expect(around.incidents).toMatchObject([
      { kind: 'app_stalled', evidence: [{ code: 'stalled_for', values: { seconds: 12 } }] },
    ]);
  });

  it('that passed in sleep is no stall', async () => {
    const around = new Surroundings();
    await around.hold(policyAt('off'));
    around.powerMonitor.emit('suspend');
    const before = performance.now();
    const asleep = vi.spyOn(performance, 'now').mockImplementation(() => before + 3_600_000);
    around.powerMonitor.emit('resume');
    await pass(1_000);
    asleep.mockRestore();
    expect(around.kinds()).toEqual(['system_suspended', 'system_resumed']);
  });

  it('that somebody set is told of, and a time server’s correction is not', async () => {
    const around = new Surroundings();
    await around.hold(policyAt('basic'));
    around.clockOffset = 2_000;
    await pass(2_000);
    expect(around.kinds()).toEqual([]);
    around.clockOffset = -3_598_000;
    await pass(2_000);
    expect(around.incidents).toMatchObject([
      { kind: 'clock_changed', evidence: [{ code: 'clock_by', values: { seconds: 3_600 } }] },
    ]);
  });
});

describe('a window over the exam', () => {
  const over = (...names: (string | undefined)[]) => ({
    shown: true,
    over: names.map((name) => (name === undefined ? {} : { name })),
  });

  it('at high covers it once it stays, and uncovers it by itself', async () => {
    const around = new Surroundings();
    await around.hold(policyAt('high'));
    around.windowsOver = over('xterm', undefined);
    await pass(2_000);
    expect(around.covers.size).toBe(0);
    await pass(2_000);
    expect(around.covers.get('window_over_exam')?.evidence).toEqual([
      { code: 'window_of', values: { program: 'xterm' } },
      { code: 'window_of_unnamed', values: {} },
    ]);
    await pass(6_000);
    around.windowsOver = over();
    await pass(2_000);
    expect(around.covers.size).toBe(0);
    expect(around.kinds()).toEqual(['window_over_exam', 'window_over_exam_gone']);
  });

  it('that flickers, or helps the candidate, is nothing', async () => {
    const around = new Surroundings();
    await around.hold(policyAt('high', { desktopAppAllowedProcesses: ['excel'] }));
    around.windowsOver = over('xterm');
    await pass(2_000);
    around.windowsOver = over('ibus-ui-gtk3', 'onboard', 'excel');
    await pass(6_000);
    expect(around.kinds()).toEqual([]);
    expect(around.covers.size).toBe(0);
  });

  it('is not looked for below high', async () => {
    const around = new Surroundings();
    await around.hold(policyAt('medium'));
    around.windowsOver = over('xterm');
    await pass(6_000);
    expect(around.covers.size).toBe(0);
  });

  it('and a window of ours that was taken from the screen is told once and brought back', async () => {
    const around = new Surroundings();
    await around.hold(policyAt('high'));
    around.window.did.splice(0);
    around.windowsOver = { shown: false, over: [] };
    await pass(4_000);
    expect(around.window.did.slice(0, 3)).toEqual(['hide', 'show', 'focus']);
    expect(around.kinds()).toEqual(['window_hidden']);
  });
});
