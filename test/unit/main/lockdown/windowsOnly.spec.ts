import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProcessIdentity } from '../../../../contract/processRules.ts';
import { hiddenWindows } from '../../../../main/lockdown/hiddenWindows.ts';
import { holdLockdown, type LockdownDeps } from '../../../../main/lockdown/index.ts';
import type { Measure } from '../../../../main/lockdown/measure.ts';
import { sharedSession } from '../../../../main/lockdown/sharedSession.ts';
import type { SessionEvent } from '../../../../main/system/windows/sessionMessages.ts';
import { policyAt } from '../../../fakes/policy.ts';
import { Surroundings } from './lockdown.ts';

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
  });
});
afterEach(() => {
  vi.useRealTimers();
});

function hold(
  around: Surroundings,
  measure: Measure,
  parts: Partial<LockdownDeps['system']>,
  policy = policyAt('high'),
) {
  const deps = around.deps(policy);
  return holdLockdown({ ...deps, system: { ...deps.system, ...parts } }, [measure]);
}

describe('windows that captures do not show', () => {
  let programs: ProcessIdentity[] = [];
  const hiddenFromCaptures = () => programs;

  it('are an incident once a program, while the exam lasts', async () => {
    const around = new Surroundings();
    programs = [];
    const lockdown = await hold(around, hiddenWindows, { hiddenFromCaptures });
    expect(around.incidents).toEqual([]);
    programs = [{ name: 'overlay.exe' }];
    await vi.advanceTimersByTimeAsync(9_000);
    expect(around.incidents).toMatchObject([
      { kind: 'window_not_captured', evidence: [{ values: { program: 'overlay.exe' } }] },
    ]);
    expect(around.covers.size).toBe(0);
    await lockdown.release();
    programs = [{ name: 'other.exe' }];
    await vi.advanceTimersByTimeAsync(9_000);
    expect(around.incidents).toHaveLength(1);
  });

  it('are the candidate’s own where staff named the program as assistive software', async () => {
    const around = new Surroundings();
    const policy = policyAt('high');
    const [software] = policy.processes.forbidden;
    if (software === undefined) throw new Error('the preset is empty');
    programs = [{ name: software.linux[0] ?? software.windows[0] ?? '' }];
    const assistive = {
      ...policy.assistive,
      namedSoftware: [{ ...software, linux: [programs[0]?.name ?? ''] }],
    };
    await hold(around, hiddenWindows, { hiddenFromCaptures }, { ...policy, assistive });
    expect(around.incidents).toEqual([]);
  });

  it('are looked for from medium on, and not where the system does not tell', async () => {
    const around = new Surroundings();
    programs = [{ name: 'overlay.exe' }];
    await hold(around, hiddenWindows, { hiddenFromCaptures }, policyAt('basic'));
    await hold(around, hiddenWindows, {});
    expect(around.incidents).toEqual([]);
    await hold(around, hiddenWindows, { hiddenFromCaptures }, policyAt('medium'));
    expect(around.kinds()).toEqual(['window_not_captured']);
  });

  it('that cannot be listed are told to support once', async () => {
    const around = new Surroundings();
    const fail = (): never => {
      throw new Error('no list');
    };
    await hold(around, hiddenWindows, { hiddenFromCaptures: fail });
    await vi.advanceTimersByTimeAsync(9_000);
    expect(around.warnings).toEqual(['windows could not be listed']);
  });
});

describe('a session that is seen elsewhere', () => {
  it('is an incident in the system’s words, and other events are not', async () => {
    const around = new Surroundings();
    let tell: (event: SessionEvent) => void = () => undefined;
    let ended = 0;
    const lockdown = await hold(around, sharedSession, {
      watchSession: async ({ onEvent }) => {
        tell = onEvent;
        return async () => void (ended += 1);
      },
    });
    for (const event of ['remote_connected', 'locked', 'console_disconnected'] as const)
      tell(event);
    expect(around.incidents.map(({ kind, severity }) => [kind, severity])).toEqual([
      ['session_shared', 'serious'],
      ['session_shared', 'notice'],
    ]);
    await lockdown.release();
    expect(ended).toBe(1);
  });

  it('that can no longer be watched is told', async () => {
    const around = new Surroundings();
    let fail: (cause: Error) => void = () => undefined;
    await hold(around, sharedSession, {
      watchSession: async ({ onFailed }) => {
        fail = onFailed;
        return () => Promise.resolve();
      },
    });
    fail(new Error('the thread stalled'));
    expect(around.kinds()).toEqual(['lockdown_incomplete']);
  });

  it('is not looked for on other systems', async () => {
    const around = new Surroundings();
    await (await hold(around, sharedSession, {})).release();
    expect(around.incidents).toEqual([]);
  });
});
