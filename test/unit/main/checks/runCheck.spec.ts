import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CheckResult, CHECK_STEPS } from '../../../../contract/check.ts';
import en from '../../../../contract/text/evidence.en.json' with { type: 'json' };
import fr from '../../../../contract/text/evidence.fr.json' with { type: 'json' };
import {
  CHECKS,
  isMachineStep,
  runCheck,
  type CheckSystem,
} from '../../../../main/checks/index.ts';
import { policyAt } from '../../../fakes/policy.ts';

const refuse = () => Promise.reject(new Error('no such program'));
const unreadable: CheckSystem = {
  readDisplays: refuse,
  readMachine: refuse,
  readProcesses: refuse,
  readNetwork: refuse,
  readPower: refuse,
  readDisk: refuse,
  readSession: refuse,
  readSideChannels: refuse,
  listDevices: refuse,
};

describe('running a check', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each(CHECKS.map(({ step }) => step))(
    '%s that cannot be read is a warning, never guilt',
    async (step) => {
      if (!isMachineStep(step)) throw new Error(step);
      const unread: unknown[] = [];
      const result = await runCheck(step, {
        system: unreadable,
        policy: policyAt('high'),
        onUnread: (failed) => unread.push(failed),
      });
      expect(CheckResult.parse(result)).toEqual({
        step,
        state: 'succeeded',
        outcome: 'warn',
        evidence: [{ code: 'probe_unreadable', values: { step } }],
      });
      expect(unread).toEqual([step]);
    },
  );

  it('does not wait for a probe that never answers', async () => {
    const never = () => new Promise<never>(() => undefined);
    const running = runCheck('displays', {
      system: { ...unreadable, readDisplays: never },
      policy: policyAt('high'),
    });
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await running).evidence).toEqual([
      { code: 'probe_too_slow', values: { step: 'displays' } },
    ]);
  });

  it('says failed on the wire for what failed', async () => {
    const readDisk = () => Promise.resolve({ freeBytes: 5 });
    const screens = [1, 2].map((number) => ({ internal: false, label: String(number) }));
    const readDisplays = () => Promise.resolve({ screens });
    const deps = { system: { ...unreadable, readDisk, readDisplays }, policy: policyAt('off') };
    expect((await runCheck('displays', deps)).state).toBe('failed');
    expect((await runCheck('disk', deps)).state).toBe('succeeded');
  });
});

describe('the list of checks', () => {
  it('holds no step twice and only steps there are', () => {
    const steps = CHECKS.map(({ step }) => step);
    expect(new Set(steps).size).toBe(steps.length);
    expect(steps.every((step) => CHECK_STEPS.includes(step))).toBe(true);
    expect(isMachineStep('webcam')).toBe(false);
  });
});

describe('the words for evidence', () => {
  it('are the same keys and the same values in both languages', () => {
    expect(Object.keys(fr)).toEqual(Object.keys(en));
    const values = (text: string) =>
      [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
    const french: Record<string, string> = fr;
    for (const [code, text] of Object.entries(en)) {
      expect(values(french[code] ?? ''), code).toEqual(values(text));
    }
  });
});
