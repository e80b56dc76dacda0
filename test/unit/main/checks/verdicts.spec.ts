import { describe, expect, it } from 'vitest';
import { blockingReason } from '../../../../main/checks/blockingReason.ts';
import { judgeDisk } from '../../../../main/checks/disk.ts';
import { judgeDisplays } from '../../../../main/checks/displays.ts';
import { judgeNetwork } from '../../../../main/checks/network.ts';
import { judgePower } from '../../../../main/checks/power.ts';
import { judgeProcesses } from '../../../../main/checks/processes.ts';
import { judgeSession } from '../../../../main/checks/sessionType.ts';
import { judgeMachine } from '../../../../main/checks/virtualMachine.ts';
import type { HardwareReading } from '../../../../main/system/hardwareReading.ts';
import type { SessionReading } from '../../../../main/system/sessionType.ts';
import { policyAt } from '../../../fakes/policy.ts';
import { recordedMachines } from '../../../fixtures/machines/machine.ts';

const medium = policyAt('medium');
const monitoring = policyAt('off');

const here: SessionReading = {
  platform: 'linux',
  ssh: false,
  markers: [],
  screenReader: false,
  unread: [],
};
const screen = { internal: true, label: 'one' };

describe('displays', () => {
  const two = { screens: [screen, { internal: false, label: 'two' }] };

  it('blocks a second screen, without the secure browser too', () => {
    for (const policy of [medium, monitoring]) {
      const verdict = judgeDisplays(two, policy);
      expect(verdict.outcome).toBe('fail');
      expect(verdict.evidence).toEqual([{ code: 'display_several', values: { count: 2 } }]);
    }
  });

  it('passes several where the exam allows them, mirrored or not', () => {
    const policy = policyAt('high', { allowMultipleDisplays: true });
    expect(judgeDisplays({ ...two, mirrored: true }, policy).outcome).toBe('pass');
  });

  it('counts a mirroring screen, and only warns of outputs it cannot place', () => {
    expect(judgeDisplays({ screens: [screen], mirrored: true }, medium).outcome).toBe('fail');
    expect(judgeDisplays({ screens: [screen], outputs: 2 }, medium).outcome).toBe('warn');
    expect(judgeDisplays({ screens: [screen], outputs: 1 }, medium).outcome).toBe('pass');
  });

  it('passes a single external screen: a desktop computer has no other', () => {
    expect(judgeDisplays({ screens: [{ internal: false, label: '' }] }, medium).outcome).toBe(
      'pass',
    );
  });

  it('warns where no screen is found', () => {
    expect(judgeDisplays({ screens: [] }, medium).outcome).toBe('warn');
  });
});

describe('virtual machine', () => {
  const hardware = (name: string): HardwareReading => {
    const found = recordedMachines().find((machine) => machine.name === name);
    if (found === undefined) throw new Error(`no machine ${name}`);
    return found.machine.hardware;
  };
  const guest = { hardware: hardware('linux-virtualbox'), session: here };

  it('blocks a guest, and passes it with its evidence where allowed', () => {
    expect(judgeMachine(guest, medium).outcome).toBe('fail');
    const allowed = judgeMachine(guest, policyAt('medium', { allowVirtualEnvironment: true }));
    expect(allowed.outcome).toBe('pass');
    expect(allowed.evidence.map(({ code }) => code)).toContain('vm_identity');
  });

  it('only warns without the secure browser', () => {
    expect(judgeMachine(guest, monitoring).outcome).toBe('warn');
  });

  it('says nothing of a physical machine, whatever it runs', () => {
    const verdict = judgeMachine(
      { hardware: hardware('windows-physical-surface-pro'), session: here },
      medium,
    );
    expect(verdict).toEqual({ outcome: 'pass', evidence: [] });
  });

  it('takes nothing read for nothing known', () => {
    const verdict = judgeMachine(
      { hardware: { platform: 'win32', unread: ['hardware'] }, session: here },
      medium,
    );
    expect(verdict).toEqual({
      outcome: 'warn',
      evidence: [{ code: 'machine_unread', values: {} }],
    });
  });

  it('blocks a remote session by its own reason', () => {
    const verdict = judgeMachine(
      {
        hardware: hardware('linux-physical-lenovo-20hr'),
        session: { ...here, markers: ['XRDP_SESSION'] },
      },
      medium,
    );
    expect(verdict.outcome).toBe('fail');
    const result = { step: 'virtual_machine' as const, state: 'failed' as const };
    expect(blockingReason({ ...result, ...verdict, evidence: [...verdict.evidence] })).toBe(
      'remote_session',
    );
    const { outcome, evidence } = judgeMachine(guest, medium);
    expect(blockingReason({ ...result, outcome, evidence: [...evidence] })).toBe('virtual_machine');
  });
});

describe('processes', () => {
  const running = (...names: string[]) => ({
    system: 'windows' as const,
    processes: names.map((name, index) => ({ pid: index + 1, name, started: '' })),
  });

  it('names each forbidden program once and no other process', () => {
    const verdict = judgeProcesses(
      running('explorer.exe', 'AnyDesk.exe', 'ANYDESK.EXE', 'secret-diary.exe'),
      medium,
    );
    expect(verdict.outcome).toBe('fail');
    expect(verdict.evidence).toHaveLength(1);
    expect(verdict.evidence[0]?.values['program']).toMatch(/anydesk/i);
    expect(JSON.stringify(verdict)).not.toContain('diary');
  });

  it('only warns without the secure browser', () => {
    expect(judgeProcesses(running('AnyDesk.exe'), monitoring).outcome).toBe('warn');
  });

  it('finds a renamed file by its original name', () => {
    const process = { pid: 1, name: 'homework.exe', originalName: 'obs64.exe', started: '' };
    const verdict = judgeProcesses({ system: 'windows', processes: [process] }, medium);
    expect(verdict.outcome).toBe('fail');
  });

  it('never takes a part of a name', () => {
    expect(judgeProcesses(running('OBServer.exe', 'discordant.exe'), medium).outcome).toBe('pass');
  });

  it('forbids nothing where the exam says so', () => {
    const policy = policyAt('high', { desktopAppForbiddenProcesses: [] });
    expect(judgeProcesses(running('AnyDesk.exe'), policy).outcome).toBe('pass');
  });
});

describe('network', () => {
  const reading = { online: true, proxied: false };

  it('passes, warns of a slow answer, and fails without one', () => {
    const answered = (milliseconds: number) =>
      judgeNetwork({ ...reading, answer: { from: 'ours', milliseconds } });
    expect(answered(80)).toEqual({ outcome: 'pass', evidence: [] });
    expect(answered(4_200).evidence).toEqual([{ code: 'network_slow', values: { seconds: 4 } }]);
    const silent = judgeNetwork({ ...reading, answer: { from: 'nobody', milliseconds: 9_000 } });
    expect(silent.outcome).toBe('fail');
    expect(silent.evidence.map(({ code }) => code)).toEqual(['network_no_answer']);
  });

  it('tells a sign-in page, a proxy and a missing network apart', () => {
    const codes = (from: 'foreign' | 'nobody', online: boolean, proxied: boolean) =>
      judgeNetwork({ online, proxied, answer: { from, milliseconds: 5 } }).evidence.map(
        ({ code }) => code,
      );
    expect(codes('foreign', true, false)).toEqual(['network_sign_in_page']);
    expect(codes('nobody', true, true)).toEqual(['network_no_answer', 'network_proxy']);
    expect(codes('nobody', false, false)).toEqual(['network_offline']);
  });
});

describe('steps that only warn', () => {
  it('warns of a low battery that nothing charges', () => {
    const battery = { hasBattery: true, charging: false, plugged: false };
    expect(judgePower({ ...battery, percent: 20 }).outcome).toBe('warn');
    expect(judgePower({ ...battery, percent: 90 }).outcome).toBe('pass');
    expect(judgePower({ ...battery, percent: 20, plugged: true }).outcome).toBe('pass');
    expect(judgePower({ hasBattery: false, charging: false, plugged: true }).outcome).toBe('pass');
  });

  it('warns of less than a gigabyte', () => {
    expect(judgeDisk({ freeBytes: 1e9 }).outcome).toBe('pass');
    expect(judgeDisk({ freeBytes: 4.56e8 })).toEqual({
      outcome: 'warn',
      evidence: [{ code: 'disk_low', values: { megabytes: 456 } }],
    });
  });

  it('warns of Wayland and of a remote desktop, never of a screen reader', () => {
    expect(judgeSession({ ...here, type: 'x11' })).toEqual({ outcome: 'pass', evidence: [] });
    expect(judgeSession({ ...here, type: 'wayland' }).outcome).toBe('warn');
    expect(judgeSession({ ...here, loginRemote: true }).outcome).toBe('warn');
    const withReader = judgeSession({ ...here, screenReader: true });
    expect(withReader.outcome).toBe('pass');
    expect(withReader.evidence).toEqual([{ code: 'session_screen_reader', values: {} }]);
  });
});
