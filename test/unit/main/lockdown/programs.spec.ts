import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { policyAt } from '../../../fakes/policy.ts';
import { Surroundings } from './lockdown.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

describe('programs', () => {
  const anydesk = { pid: 10, name: 'anydesk', started: '5' };

  it('are told once while they run, and when they are gone', async () => {
    const around = new Surroundings();
    await around.hold(policyAt('basic'));
    await pass(0);
    around.running = [
      anydesk,
      { ...anydesk, pid: 11 },
      { pid: 12, name: 'my-diary', started: '1' },
    ];
    await pass(8_000);
    around.running = [];
    await pass(2_000);
    expect(around.kinds()).toEqual(['process_forbidden', 'process_forbidden_gone']);
    expect(around.incidents[1]?.evidence[0]?.values).toMatchObject({
      program: 'AnyDesk',
      seconds: 8,
    });
    expect(JSON.stringify(around.incidents)).not.toContain('diary');
    expect(around.covers.size).toBe(0);
  });

  it('cover the exam from medium on, until the last is gone', async () => {
    const around = new Surroundings();
    around.running = [anydesk];
    await around.hold(policyAt('medium', { desktopAppForbiddenProcesses: undefined }));
    await pass(0);
    expect(around.covers.get('forbidden_process')?.evidence[0]?.values['program']).toBe('AnyDesk');
    around.running = [anydesk, { pid: 20, name: 'obs', started: '9' }];
    await pass(2_000);
    expect(around.covers.get('forbidden_process')?.evidence).toHaveLength(2);
    around.running = [{ pid: 20, name: 'obs', started: '9' }];
    await pass(2_000);
    expect(around.covers.get('forbidden_process')?.evidence).toHaveLength(1);
    around.running = [];
    await pass(2_000);
    expect(around.covers.size).toBe(0);
  });

  it('are noticed when a known process becomes another program', async () => {
    const around = new Surroundings();
    around.running = [{ pid: 10, name: 'bash', started: '5' }];
    await around.hold(policyAt('basic'));
    await pass(2_000);
    around.running = [anydesk];
    await pass(2_000);
    expect(around.kinds()).toEqual(['process_forbidden']);
  });

  it('cover no more once they are overruled, and are told all the same', async () => {
    const around = new Surroundings();
    around.running = [anydesk];
    const lockdown = await around.hold(policyAt('high'));
    await pass(2_000);
    lockdown.overrule('second_display');
    expect(around.covers.size).toBe(1);
    lockdown.overrule('forbidden_process');
    expect(around.covers.size).toBe(0);
    around.running = [anydesk, { pid: 20, name: 'obs', started: '9' }];
    await pass(400_000);
    expect(around.covers.size).toBe(0);
    around.running = [];
    await pass(2_000);
    expect(around.kinds()).toEqual([
      'process_forbidden',
      'process_forbidden',
      'process_forbidden_gone',
      'process_forbidden_gone',
    ]);
    expect(JSON.stringify(around.incidents)).not.toContain('covered_for');
  });

  it('never cover for ever: after five minutes the candidate may go on, flagged', async () => {
    const around = new Surroundings();
    around.running = [anydesk];
    const lockdown = await around.hold(policyAt('high'));
    await pass(2_000);
    lockdown.goOn('forbidden_process');
    expect(around.covers.get('forbidden_process')?.mayGoOn).toBe(false);
    await pass(300_000);
    expect(around.covers.get('forbidden_process')?.mayGoOn).toBe(true);
    lockdown.goOn('second_display');
    expect(around.covers.size).toBe(1);
    lockdown.goOn('forbidden_process');
    expect(around.covers.size).toBe(0);
    expect(around.incidents.at(-1)).toMatchObject({
      kind: 'process_cover_lifted',
      severity: 'serious',
      evidence: [
        { code: 'forbidden_program', values: { rule: 'anydesk' } },
        { code: 'covered_for', values: { seconds: 302 } },
      ],
    });
    // It runs on and covers no more; another program does, and has five minutes of its own.
    await pass(10_000);
    expect(around.covers.size).toBe(0);
    around.running = [anydesk, { pid: 20, name: 'obs', started: '9' }];
    await pass(2_000);
    expect(around.covers.get('forbidden_process')).toMatchObject({ mayGoOn: false });
    expect(around.covers.get('forbidden_process')?.evidence).toHaveLength(1);
    around.running = [];
    await pass(2_000);
    expect(around.covers.size).toBe(0);
    around.running = [{ ...anydesk, pid: 30 }];
    await pass(2_000);
    expect(around.covers.size).toBe(1);
    await lockdown.release();
    expect(around.covers.size).toBe(0);
  });

  it('tell how long they covered the exam', async () => {
    const around = new Surroundings();
    await around.hold(policyAt('medium'));
    around.running = [anydesk];
    await pass(2_000);
    await pass(60_000);
    around.running = [];
    await pass(2_000);
    expect(around.incidents.at(-1)).toMatchObject({
      kind: 'process_forbidden_gone',
      evidence: [
        { code: 'forbidden_program_ran' },
        { code: 'covered_for', values: { seconds: 62 } },
      ],
    });
  });

  it('that start themselves anew in one look are neither gone nor new', async () => {
    const around = new Surroundings();
    around.running = [anydesk];
    await around.hold(policyAt('medium'));
    await pass(2_000);
    around.running = [{ ...anydesk, pid: 99 }];
    await pass(2_000);
    expect(around.kinds()).toEqual(['process_forbidden']);
    expect(around.covers.size).toBe(1);
  });

  it('that cannot be listed are told once, and looked for again', async () => {
    const around = new Surroundings();
    around.scanFails = true;
    await around.hold(policyAt('basic'));
    await pass(10_000);
    expect(around.kinds()).toEqual(['lockdown_incomplete']);
    around.scanFails = false;
    around.running = [anydesk];
    await pass(2_000);
    expect(around.kinds()).toEqual(['lockdown_incomplete', 'process_forbidden']);
  });
});
