import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { holdLockdown, type LockdownDeps } from '../../../../main/lockdown/index.ts';
import { keyboard } from '../../../../main/lockdown/keyboard.ts';
import type { HoldKeysWishes } from '../../../../main/system/windows/holdKeys.ts';
import { policyAt } from '../../../fakes/policy.ts';
import { Surroundings } from './lockdown.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A Windows whose keyboard can be held, or refuses. */
class Keyboard {
  readonly around = new Surroundings();
  readonly asked: HoldKeysWishes[] = [];
  refuses = false;
  ended = 0;

  hold(policy = policyAt('high'), platform: NodeJS.Platform = 'win32') {
    const deps = this.around.deps(policy);
    const holdKeys = async (wishes: HoldKeysWishes) => {
      this.asked.push(wishes);
      if (this.refuses) throw new Error('no hook');
      return async () => void (this.ended += 1);
    };
    const system: LockdownDeps['system'] = {
      ...deps.system,
      platform,
      ...(platform === 'win32' ? { holdKeys } : {}),
    };
    return holdLockdown({ ...deps, system }, [keyboard]);
  }

  fail(): void {
    this.asked.at(-1)?.onFailed(new Error('the thread stalled'));
  }

  get isCovered(): boolean {
    return this.around.covers.has('lockdown_failed');
  }
}

describe('the keyboard', () => {
  it('is held at the level high and given back', async () => {
    const held = new Keyboard();
    const lockdown = await held.hold();
    expect(held.asked.map(({ passesInjected }) => passesInjected)).toEqual([false]);
    await lockdown.release();
    expect([held.ended, held.around.incidents]).toEqual([1, []]);
  });

  it('is left alone below that level and on other systems', async () => {
    for (const level of ['off', 'basic', 'medium'] as const) {
      const held = new Keyboard();
      await held.hold(policyAt(level));
      expect(held.asked).toEqual([]);
    }
    const linux = new Keyboard();
    await linux.hold(policyAt('high'), 'linux');
    expect([linux.asked, linux.around.incidents]).toEqual([[], []]);
  });

  it('lets injected keys through for a candidate with named assistive software', async () => {
    const held = new Keyboard();
    const policy = policyAt('high');
    const [software] = policy.processes.forbidden;
    if (software === undefined) throw new Error('the preset is empty');
    await held.hold({ ...policy, assistive: { ...policy.assistive, namedSoftware: [software] } });
    expect(held.asked.map(({ passesInjected }) => passesInjected)).toEqual([true]);
  });

  it('tells of combinations as the other shortcuts do', async () => {
    const held = new Keyboard();
    await held.hold();
    held.asked[0]?.onTaken('Super+E');
    expect(held.around.incidents).toMatchObject([
      { kind: 'shortcut_blocked', evidence: [{ values: { shortcut: 'Super+E' } }] },
    ]);
  });

  it('that Windows does not let us hold is an incident, and the exam goes on', async () => {
    const held = new Keyboard();
    held.refuses = true;
    await held.hold();
    expect(held.around.kinds()).toEqual(['lockdown_incomplete']);
    expect(held.isCovered).toBe(false);
  });
});

describe('a hold that is lost', () => {
  it('covers the exam until the keyboard is held again', async () => {
    const held = new Keyboard();
    const lockdown = await held.hold();
    held.fail();
    expect([held.isCovered, held.around.kinds()]).toEqual([true, ['lockdown_incomplete']]);
    await vi.advanceTimersByTimeAsync(500);
    expect([held.isCovered, held.asked.length]).toEqual([false, 2]);
    await lockdown.release();
    expect(held.ended).toBe(1);
  });

  it('never covers for ever: after some attempts the exam goes on, and the record tells', async () => {
    const held = new Keyboard();
    await held.hold();
    held.refuses = true;
    held.fail();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(held.isCovered).toBe(false);
    expect(held.around.incidents.map(({ severity }) => severity)).toEqual(['notice', 'serious']);
    expect(held.asked).toHaveLength(5);
  });

  it('is tried anew at once by "Check again"', async () => {
    const held = new Keyboard();
    const lockdown = await held.hold();
    held.fail();
    await lockdown.checkAgain();
    expect([held.isCovered, held.asked.length]).toEqual([false, 2]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(held.asked).toHaveLength(2);
  });

  it('after the end of the exam is nobody’s business', async () => {
    const held = new Keyboard();
    const lockdown = await held.hold();
    await lockdown.release();
    held.fail();
    await vi.advanceTimersByTimeAsync(10_000);
    expect([held.isCovered, held.asked.length, held.around.incidents]).toEqual([false, 1, []]);
  });

  it('while it is covered is uncovered at the end', async () => {
    const held = new Keyboard();
    const lockdown = await held.hold();
    held.fail();
    await lockdown.release();
    await vi.advanceTimersByTimeAsync(10_000);
    expect([held.isCovered, held.asked.length]).toEqual([false, 1]);
  });
});
