import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { policyAt } from '../../../fakes/policy.ts';
import { Surroundings } from './lockdown.ts';
import { eventually } from '../../../setup/eventually.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the window', () => {
  it('stays normal at basic, and closing it asks', async () => {
    const around = new Surroundings();
    await around.hold(policyAt('basic'));
    expect(around.window).toMatchObject({ kiosk: false, maximised: false, minimisable: true });
    expect(around.window.close()).toBe(true);
    expect(around.leaveAsked).toBe(1);
    around.window.minimize();
    expect(around.window.minimised).toBe(true);
  });

  it('is maximised again at medium, and may be minimised', async () => {
    const around = new Surroundings();
    await around.hold(policyAt('medium'));
    expect(around.window.maximised).toBe(true);
    around.window.unmaximize();
    expect(around.window.maximised).toBe(true);
    around.window.minimize();
    expect(around.window.minimised).toBe(true);
  });

  it('is kiosk and on top at high, and can be neither closed, minimised nor left', async () => {
    const around = new Surroundings();
    await around.hold(policyAt('high'));
    expect(around.window).toMatchObject({
      kiosk: true,
      alwaysOnTop: true,
      minimisable: false,
      movable: false,
      onAllWorkspaces: true,
    });
    expect(around.window.close()).toBe(true);
    expect(around.leaveAsked).toBe(0);
    around.window.minimize();
    expect(around.window.minimised).toBe(false);
    around.window.kiosk = false;
    around.window.setFullScreen(false);
    expect(around.window.kiosk).toBe(true);
  });

  it('enters kiosk from a normal window, and comes back maximised', async () => {
    const around = new Surroundings();
    around.window.maximize();
    around.window.setFullScreen(true);
    const order: string[] = [];
    around.window.on('leave-full-screen', () => order.push('left full screen'));
    around.window.on('unmaximize', () => order.push('normal'));
    around.window.on('enter-full-screen', () => order.push('kiosk'));
    const lockdown = await around.hold(policyAt('high'));
    expect(order).toEqual(['left full screen', 'normal', 'kiosk']);
    const released = lockdown.release();
    await vi.advanceTimersByTimeAsync(1_000);
    await released;
    expect(around.window).toMatchObject({ kiosk: false, maximised: true, fullScreen: true });
  });

  it('is put over the screen by hand where there is no window manager, and says so', async () => {
    const around = new Surroundings();
    around.managed = false;
    const lockdown = await around.hold(policyAt('high'));
    expect(around.incidents[0]?.evidence[0]?.code).toBe('window_unmanaged');
    await vi.advanceTimersByTimeAsync(1_500);
    expect(around.window).toMatchObject({ kiosk: false, bounds: { width: 1281, height: 801 } });
    const released = lockdown.release();
    await vi.advanceTimersByTimeAsync(1_000);
    await released;
    expect(around.window.bounds).toEqual({ x: 340, y: 200, width: 600, height: 400 });
  });

  it('is put over the screen by hand where the desktop did not, and says when that fails', async () => {
    const around = new Surroundings();
    around.window.kioskBounds = undefined;
    await around.hold(policyAt('high'));
    await vi.advanceTimersByTimeAsync(1_500);
    expect(around.window.bounds).toEqual({ x: 0, y: 0, width: 1281, height: 801 });
    expect(around.kinds()).not.toContain('lockdown_incomplete');

    const stubborn = new Surroundings();
    stubborn.window.kioskBounds = undefined;
    stubborn.window.setBounds = () => undefined;
    await stubborn.hold(policyAt('high'));
    await vi.advanceTimersByTimeAsync(1_000);
    // The wait for the moved window is one of node:timers/promises, which stays real.
    await eventually(() => {
      expect(stubborn.kinds()).toContain('lockdown_incomplete');
    });
    expect(stubborn.incidents[0]?.evidence[0]?.code).toBe('window_not_covering');
  });
});

describe('a kiosk that another program altered', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
  const altered = (around: Surroundings) =>
    around.kinds().filter((kind) => kind === 'window_altered');

  it('is put back, and told once a minute', async () => {
    const around = new Surroundings();
    await around.hold(policyAt('high'));
    for (let time = 0; time < 3; time += 1) {
      around.window.bounds = { x: 100, y: 100, width: 400, height: 300 };
      around.window.alwaysOnTop = false;
      await pass(1_000);
      expect(around.window).toMatchObject({
        ...{ alwaysOnTop: true, kiosk: true },
        bounds: { x: 0, y: 0, width: 1280, height: 800 },
      });
    }
    expect(altered(around)).toHaveLength(1);
    await pass(60_000);
    around.window.alwaysOnTop = false;
    await pass(1_000);
    expect(altered(around)).toHaveLength(2);
  });

  it('is put on all desktops again, of which nobody is told: Electron says no also where it holds', async () => {
    const around = new Surroundings();
    await around.hold(policyAt('high'));
    around.window.onAllWorkspaces = false;
    await pass(5_000);
    expect(around.window.onAllWorkspaces).toBe(true);
    expect(altered(around)).toEqual([]);
  });

  it('is left as it is where the desktop refuses, so that nothing flickers', async () => {
    const around = new Surroundings();
    await around.hold(policyAt('high'));
    const set = vi.spyOn(around.window, 'setKiosk');
    around.window.kioskBounds = { x: 0, y: 30, width: 1280, height: 770 };
    around.window.bounds = around.window.kioskBounds;
    await pass(20_000);
    expect(set.mock.calls.filter(([on]) => !on)).toHaveLength(3);
    expect(altered(around)).toHaveLength(1);
  });
});
