import { describe, expect, it } from 'vitest';
import { CheckResult } from '../../../../contract/check.ts';
import { DEVICE_KINDS, deviceEvidence, MOST_DEVICES } from '../../../../contract/device.ts';
import { catalogues } from '../../../../contract/text/index.ts';
import { judgeDesktop } from '../../../../main/checks/sessionType.ts';
import type { RunCommand } from '../../../../main/system/command.ts';
import { SessionReading } from '../../../../main/system/sessionReading.ts';
import { findSideChannels } from '../../../../main/system/sideChannels/findings.ts';
import { createSideChannels } from '../../../../main/system/sideChannels/index.ts';
import { namesOnBus } from '../../../../main/system/sideChannels/linux.ts';
import { airPlayScreens } from '../../../../main/system/sideChannels/macos.ts';
import {
  NOTHING_TOLD,
  type SideChannelReading,
} from '../../../../main/system/sideChannels/reading.ts';
import { castScreens, showsToasts } from '../../../../main/system/sideChannels/windows.ts';
import { policyAt } from '../../../fakes/policy.ts';
import { BUS_NAMES, SIDECAR } from '../../../fixtures/sideChannels.ts';

const EVERYTHING: SideChannelReading = {
  open: [
    { channel: 'notifications', setting: 'windows_toasts' },
    { channel: 'shared_clipboard', setting: 'windows_cloud_clipboard' },
  ],
  screens: [
    { way: 'miracast', name: 'Living room' },
    { way: 'virtual', name: '' },
    { way: 'airplay', name: 'Sidecar Display' },
  ],
  receivesScreens: true,
  recall: true,
  universalClipboard: true,
  phoneLinks: ['KDE Connect'],
};

const session = SessionReading.parse({ platform: 'linux', type: 'x11' });
const judge = (sideChannels: SideChannelReading, level: 'off' | 'basic' | 'high') =>
  judgeDesktop({ session, sideChannels, devices: [] }, policyAt(level));
const codes = (reading: SideChannelReading) =>
  findSideChannels(reading).map(({ evidence }) => evidence.code);

describe('what shows over the exam or takes it elsewhere', () => {
  it('is nothing where nothing was told', () => {
    expect(findSideChannels(NOTHING_TOLD)).toEqual([]);
    expect(judge(NOTHING_TOLD, 'high')).toEqual({ outcome: 'pass', evidence: [] });
  });

  it('has a sentence each, in both languages', () => {
    const found = codes(EVERYTHING);
    expect(found).toHaveLength(9);
    for (const code of found) {
      for (const { evidence } of [catalogues.en, catalogues.fr])
        expect(evidence).toHaveProperty(code);
    }
  });

  it('warns and never blocks, whatever it is', () => {
    for (const level of ['off', 'basic', 'high'] as const) {
      expect(judge(EVERYTHING, level).outcome).toBe('warn');
    }
  });

  it('is not asked of the candidate where the exam does it: settings at high', () => {
    const settings = (level: 'off' | 'basic' | 'high') =>
      judge(EVERYTHING, level).evidence.filter(({ code }) => code.startsWith('open_')).length;
    expect([settings('off'), settings('basic'), settings('high')]).toEqual([0, 2, 0]);
  });

  it('is serious only where the screen is shown elsewhere', () => {
    const serious = findSideChannels(EVERYTHING).filter(({ severity }) => severity === 'serious');
    expect(serious.map(({ channel }) => channel)).toEqual(['casting', 'casting']);
  });
});

describe('recorded readings', () => {
  it('of Windows: a wireless screen and one of a program are told, a dock on USB is a screen', () => {
    expect(
      castScreens([
        { technology: -2147483648, name: '' },
        { technology: 5, name: 'DELL U2415' },
        { technology: 15, name: 'Living room' },
        { technology: 16, name: 'HP E243' },
        { technology: 17, name: 'IddSampleDriver' },
      ]),
    ).toEqual([
      { way: 'miracast', name: 'Living room' },
      { way: 'virtual', name: 'IddSampleDriver' },
    ]);
    // Quiet time, presentation, full screen: Windows keeps bubbles back by itself.
    expect([5, undefined, 2, 4, 6].map(showsToasts)).toEqual([true, true, false, false, false]);
  });

  it('of a Mac: an iPad as a screen', () => {
    expect(airPlayScreens(SIDECAR)).toEqual([{ way: 'airplay', name: 'Sidecar Display' }]);
    expect(() => airPlayScreens('{}')).toThrow();
  });

  it('of a Mac: Handoff and the AirPlay receiver where the user chose them', async () => {
    const chosen =
      (values: Readonly<Record<string, string>>): RunCommand =>
      (program, args) => {
        if (program.endsWith('system_profiler')) return Promise.resolve(SIDECAR);
        return Promise.resolve(values[args.at(-1) ?? ''] ?? '');
      };
    const read = (values: Readonly<Record<string, string>>) =>
      createSideChannels({
        platform: 'darwin',
        environment: {},
        run: chosen(values),
        native: undefined,
        unread: (part) => expect.fail(part),
      }).read();
    const never = await read({});
    expect([never.universalClipboard, never.receivesScreens]).toEqual([false, false]);
    const on = await read({ ActivityReceivingAllowed: '1\n', AirplayRecieverEnabled: '1\n' });
    expect([on.universalClipboard, on.receivesScreens]).toEqual([true, true]);
    const off = await read({ ActivityReceivingAllowed: '1', ClipboardSharingEnabled: '0' });
    expect(off.universalClipboard).toBe(false);
    const without = await read({ ActivityReceivingAllowed: '0', ClipboardSharingEnabled: '1' });
    expect(without.universalClipboard).toBe(false);
  });

  it('of Linux: who serves the bus', () => {
    expect(namesOnBus(BUS_NAMES)).toEqual(['KDE Connect', 'GSConnect']);
    expect(namesOnBus("(['org.freedesktop.DBus'],)")).toEqual([]);
  });

  it('leave the rest where a part cannot be read', async () => {
    const unread: string[] = [];
    const channels = createSideChannels({
      platform: 'darwin',
      environment: {},
      run: (program) =>
        program.endsWith('defaults') ? Promise.reject(new Error('gone')) : Promise.resolve(SIDECAR),
      native: undefined,
      unread: (part) => unread.push(part),
    });
    expect((await channels.read()).screens).toHaveLength(1);
    expect(unread).toEqual(['AirPlay receiver', 'Universal Clipboard']);
  });
});

describe('the devices beside', () => {
  const list = (devices: Parameters<typeof judgeDesktop>[0]['devices']) =>
    judgeDesktop({ session, sideChannels: NOTHING_TOLD, devices }, policyAt('high'));

  it('are listed, and are no fault', () => {
    const camera = { key: 'secret 7BF3D2EF', name: 'C920', kind: 'camera' as const };
    expect(list([camera])).toEqual({
      outcome: 'pass',
      evidence: [{ code: 'device_camera', values: { name: 'C920' } }],
    });
    expect(list(undefined)).toEqual({
      outcome: 'pass',
      evidence: [{ code: 'device_list_unread', values: {} }],
    });
  });

  it('fit into what is sent, however many they are', () => {
    const many = Array.from({ length: 90 }, (_, index) => ({
      key: String(index),
      name: 'x'.repeat(100),
      kind: 'unknown' as const,
    }));
    const { evidence, outcome } = list(many);
    expect(evidence).toHaveLength(MOST_DEVICES + 1);
    const result = { step: 'session_type', state: 'succeeded', outcome, evidence };
    expect(CheckResult.safeParse(result).success).toBe(true);
  });

  it('each have a word for what they are', () => {
    for (const kind of DEVICE_KINDS) {
      if (kind === 'hub') continue;
      const { code } = deviceEvidence({ name: 'x', kind });
      for (const { evidence } of [catalogues.en, catalogues.fr])
        expect(evidence).toHaveProperty(code);
    }
  });
});
