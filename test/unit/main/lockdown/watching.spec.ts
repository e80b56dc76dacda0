import { describe, expect, it } from 'vitest';
import { namedRule } from '../../../../contract/processRules.ts';
import { policyAt } from '../../../fakes/policy.ts';
import { withFakeTime } from './fakeTime.ts';
import { Surroundings } from './lockdown.ts';

const pass = withFakeTime();

describe('focus', () => {
  it('that flickers is nothing', async () => {
    const around = new Surroundings();
    await around.hold(policyAt('high'));
    for (let burst = 0; burst < 3; burst += 1) {
      around.app.emit('browser-window-blur');
      await pass(100);
      around.app.emit('browser-window-focus');
    }
    await pass(5_000);
    expect(around.kinds()).toEqual([]);
  });

  it('lost is told once, and regained with how long it took', async () => {
    const around = new Surroundings();
    around.foreground = { name: 'firefox-esr' };
    await around.hold(policyAt('basic'));
    around.app.emit('browser-window-blur');
    await pass(12_000);
    around.app.emit('browser-window-focus');
    expect(around.incidents).toEqual([
      {
        kind: 'focus_lost',
        severity: 'notice',
        evidence: [{ code: 'focus_program', values: { program: 'firefox-esr' } }],
      },
      {
        kind: 'focus_regained',
        severity: 'info',
        evidence: [{ code: 'away_for', values: { seconds: 12 } }],
      },
    ]);
    expect(around.app.did).toEqual([]);
  });

  it('is fetched back at high until it is there', async () => {
    const around = new Surroundings();
    await around.hold(policyAt('high'));
    around.window.did.splice(0);
    around.app.emit('browser-window-blur');
    await pass(300);
    expect(around.window.did).toEqual(['show', 'moveTop', 'focus']);
    expect(around.app.did).toEqual(['focus']);
    await pass(2_000);
    expect(around.app.did).toHaveLength(3);
    around.app.emit('browser-window-focus');
    await pass(5_000);
    expect(around.app.did).toHaveLength(3);
    expect(around.kinds()).toEqual(['focus_lost', 'focus_regained']);
  });

  it('at an allowed application is no incident, until another is in front', async () => {
    const around = new Surroundings();
    around.foreground = { name: 'excel' };
    await around.hold(policyAt('medium', { desktopAppAllowedProcesses: ['excel.exe'] }));
    around.app.emit('browser-window-blur');
    await pass(5_000);
    expect(around.kinds()).toEqual([]);
    around.foreground = { name: 'firefox' };
    await pass(1_000);
    expect(around.kinds()).toEqual(['focus_lost']);
  });

  it('is fetched back without asking who has it, where asking takes long and changes nothing', async () => {
    const around = new Surroundings();
    around.foregroundInterval = 10_000;
    const policy = policyAt('high');
    await around.hold({ ...policy, processes: { ...policy.processes, allowed: [] } });
    around.app.emit('browser-window-blur');
    await pass(2_500);
    expect(around.foregroundReads).toBe(0);
    expect(around.app.did).toHaveLength(3);
  });

  it('at assistive software of this candidate is left there, at high too', async () => {
    const policy = policyAt('high');
    const around = new Surroundings();
    around.foreground = { name: 'onboard' };
    await around.hold({
      ...policy,
      assistive: { ...policy.assistive, namedSoftware: [namedRule('onboard')] },
    });
    around.app.emit('browser-window-blur');
    await pass(5_000);
    expect(around.kinds()).toEqual([]);
    expect(around.app.did).toEqual([]);
  });
});

describe('displays', () => {
  const several = {
    outcome: 'fail' as const,
    evidence: [{ code: 'display_several', values: { count: 2 } }],
  };

  it('cover the exam while a forbidden one is there, and uncover it by themselves', async () => {
    const around = new Surroundings();
    await around.hold(policyAt('basic'));
    await pass(0);
    around.verdict = several;
    around.screen.emit('display-added');
    around.screen.emit('display-metrics-changed');
    expect(around.covers.size).toBe(0);
    await pass(300);
    expect(around.covers.get('second_display')?.evidence).toEqual(several.evidence);
    around.verdict = { outcome: 'pass' as const, evidence: [] };
    around.screen.emit('display-removed');
    await pass(300);
    expect(around.covers.size).toBe(0);
    expect(around.kinds()).toEqual(['display_added', 'display_forbidden', 'display_removed']);
  });

  it('are looked at once more when the candidate asks', async () => {
    const around = new Surroundings();
    const lockdown = await around.hold(policyAt('high'));
    around.verdict = several;
    await lockdown.checkAgain();
    expect(around.covers.has('second_display')).toBe(true);
    await lockdown.checkAgain();
    expect(around.kinds()).toEqual(['display_forbidden']);
    await pass(0);
    const released = lockdown.release();
    await pass(1_000);
    await released;
    expect(around.covers.size).toBe(0);
  });
});

describe('windows over the exam', () => {
  it('are looked at when one came or went, else only now and then', async () => {
    const around = new Surroundings();
    around.windowsOver = { shown: true, over: [] };
    around.windowsChanged = false;
    await around.hold(policyAt('high'));
    await pass(70_000);
    expect(around.windowLooks).toBe(3);
    around.windowsChanged = true;
    await pass(4_000);
    expect(around.windowLooks).toBe(5);
  });

  it('are looked at each time while one is there', async () => {
    const around = new Surroundings();
    around.windowsOver = { shown: true, over: [{ name: 'xterm' }] };
    around.windowsChanged = false;
    await around.hold(policyAt('high'));
    await pass(4_000);
    expect(around.covers.has('window_over_exam')).toBe(true);
    around.windowsOver = { shown: true, over: [] };
    await pass(2_000);
    expect(around.covers.has('window_over_exam')).toBe(false);
  });
});

describe('the session', () => {
  it('tells of lock and sleep, and how long they lasted', async () => {
    const around = new Surroundings();
    await around.hold(policyAt('off'));
    around.powerMonitor.emit('lock-screen');
    around.powerMonitor.emit('suspend');
    await pass(60_000);
    around.powerMonitor.emit('resume');
    await pass(4_000);
    around.powerMonitor.emit('unlock-screen');
    expect(around.kinds()).toEqual([
      'screen_locked',
      'system_suspended',
      'system_resumed',
      'screen_unlocked',
    ]);
    expect(around.incidents.map(({ evidence }) => evidence[0]?.values['seconds'])).toEqual([
      undefined,
      undefined,
      60,
      64,
    ]);
  });
});

it('keeps our window out of captures only where nothing of the screen is recorded', async () => {
  const recorded = new Surroundings();
  await recorded.hold(policyAt('high', { streamsPreset: 'default' }));
  expect(recorded.window.contentProtected).toBe(false);
  const unrecorded = new Surroundings();
  await unrecorded.hold(policyAt('high', { streamsPreset: 'no_video' }));
  expect(unrecorded.window.contentProtected).toBe(true);
});
