import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { holdLockdown, restoreFromJournal } from '../../../../main/lockdown/index.ts';
import { quiet } from '../../../../main/lockdown/quiet.ts';
import { sideChannels } from '../../../../main/lockdown/sideChannels.ts';
import type { Measure } from '../../../../main/lockdown/measure.ts';
import { quietSettings } from '../../../../main/system/sideChannels/quietSettings.ts';
import {
  NOTHING_TOLD,
  type SideChannelReading,
} from '../../../../main/system/sideChannels/reading.ts';
import type { RunCommand } from '../../../../main/system/command.ts';
import { policyAt } from '../../../fakes/policy.ts';
import { withFakeTime } from './fakeTime.ts';
import { Surroundings } from './lockdown.ts';

const pass = withFakeTime();
const GNOME = { XDG_CURRENT_DESKTOP: 'ubuntu:GNOME', DBUS_SESSION_BUS_ADDRESS: 'unix:path=/bus' };

/** A desktop with the one setting of GNOME, and what was done to it. */
class Desktop {
  readonly around = new Surroundings();
  banners = 'true';
  readonly byDefault = 'true';
  locked = false;
  /** What the journal said each time something was written. */
  readonly journals: string[] = [];
  reading: SideChannelReading = NOTHING_TOLD;
  unreadable = false;

  readonly run: RunCommand = (program, [verb, schema, key, value]) => {
    if (program !== 'gsettings' || schema !== 'org.gnome.desktop.notifications')
      return Promise.reject(new Error(`no ${program}`));
    if (key !== 'show-banners') throw new Error(`nobody asks for ${String(key)}`);
    if (verb === 'get') return Promise.resolve(`${this.banners}\n`);
    const { journalPath } = this.around;
    this.journals.push(existsSync(journalPath) ? readFileSync(journalPath, 'utf8') : '');
    if (this.locked) return Promise.resolve('');
    this.banners = verb === 'reset' ? this.byDefault : String(value);
    return Promise.resolve('');
  };

  settings() {
    return { run: this.run, registry: undefined };
  }

  hold(measure: Measure, level: 'off' | 'basic' | 'medium' | 'high' = 'high') {
    const deps = this.around.deps(policyAt(level));
    const channels = {
      interval: 5_000,
      settings: quietSettings({ platform: 'linux', environment: GNOME, ...this.settings() }),
      read: () =>
        this.unreadable ? Promise.reject(new Error('no bus')) : Promise.resolve(this.reading),
    };
    return holdLockdown({ ...deps, system: { ...deps.system, sideChannels: channels } }, [measure]);
  }
}

describe('bubbles of other programs', () => {
  it.each(['medium', 'high'] as const)(
    'are kept back at %s, and come back with the end',
    async (level) => {
      const desktop = new Desktop();
      const lockdown = await desktop.hold(quiet, level);
      expect(desktop.banners).toBe('false');
      await lockdown.release();
      expect(desktop.banners).toBe('true');
      expect(existsSync(desktop.around.journalPath)).toBe(false);
      expect(desktop.around.kinds()).toEqual([]);
    },
  );

  it.each(['off', 'basic'] as const)('are left alone at %s', async (level) => {
    const desktop = new Desktop();
    await desktop.hold(quiet, level);
    expect(desktop.banners).toBe('true');
  });

  it('are noted with their value before anything is written', async () => {
    const desktop = new Desktop();
    await desktop.hold(quiet);
    expect(desktop.journals[0]).toContain('"setting":"gnome_banners","value":"true"');
  });

  it('that the candidate switched off themselves stay off', async () => {
    const desktop = new Desktop();
    desktop.banners = 'false';
    const lockdown = await desktop.hold(quiet);
    await lockdown.release();
    expect(desktop.banners).toBe('false');
    expect(desktop.journals).toEqual([]);
  });

  it('that an administrator locked are told as not held, and the exam goes on', async () => {
    const desktop = new Desktop();
    desktop.locked = true;
    const lockdown = await desktop.hold(quiet);
    expect(desktop.around.incidents).toMatchObject([
      { kind: 'lockdown_incomplete', evidence: [{ values: { measure: 'gnome_banners' } }] },
    ]);
    await lockdown.release();
    expect(existsSync(desktop.around.journalPath)).toBe(false);
  });

  it('come back at the next start after a crash', async () => {
    const desktop = new Desktop();
    await desktop.hold(quiet);
    const deps = {
      electron: desktop.around.electron() as never,
      settings: desktop.settings(),
      warn: (message: string) => desktop.around.warnings.push(message),
    };
    expect(await restoreFromJournal(desktop.around.journalPath, deps)).toEqual(['quiet']);
    expect(desktop.banners).toBe('true');
    expect(await restoreFromJournal(desktop.around.journalPath, deps)).toEqual([]);
    expect(desktop.around.warnings).toEqual([]);
  });

  it('are only ever given back by a setting that is known', async () => {
    const desktop = new Desktop();
    const forged = { entry: 1, measure: 'quiet', before: { setting: 'anything', value: 'x' } };
    await writeFile(desktop.around.journalPath, `${JSON.stringify(forged)}\n`);
    await restoreFromJournal(desktop.around.journalPath, {
      electron: desktop.around.electron() as never,
      settings: desktop.settings(),
      warn: (message) => desktop.around.warnings.push(message),
    });
    expect(desktop.journals).toEqual([]);
    expect(desktop.around.warnings).toEqual(['quiet could not be restored']);
  });
});

describe('what shows over the exam or takes it elsewhere', () => {
  const cast: SideChannelReading = {
    ...NOTHING_TOLD,
    screens: [{ way: 'airplay', name: 'Sidecar Display' }],
  };

  it('is an incident once, when it comes on, with its name', async () => {
    const desktop = new Desktop();
    await desktop.hold(sideChannels, 'basic');
    await pass(5_000);
    expect(desktop.around.incidents).toEqual([]);
    desktop.reading = cast;
    await pass(60_000);
    expect(desktop.around.incidents).toEqual([
      {
        kind: 'side_channel_on',
        severity: 'serious',
        evidence: [{ code: 'casting_airplay', values: { name: 'Sidecar Display' } }],
      },
    ]);
    expect(desktop.around.covers.size).toBe(0);
  });

  it('is looked for at once when a screen comes', async () => {
    const desktop = new Desktop();
    await desktop.hold(sideChannels, 'basic');
    await pass(0);
    desktop.reading = cast;
    desktop.around.screen.emit('display-added');
    await pass(0);
    expect(desktop.around.kinds()).toEqual(['side_channel_on']);
  });

  it('is a setting only where the exam switched it off', async () => {
    const open = [{ channel: 'notifications' as const, setting: 'gnome_banners' }];
    for (const [level, kinds] of [
      ['basic', []],
      ['high', ['side_channel_on']],
    ] as const) {
      const desktop = new Desktop();
      desktop.reading = { ...NOTHING_TOLD, open };
      await desktop.hold(sideChannels, level);
      await pass(10_000);
      expect(desktop.around.kinds()).toEqual(kinds);
    }
  });

  it('is not looked for by monitoring alone', async () => {
    const desktop = new Desktop();
    desktop.reading = cast;
    await desktop.hold(sideChannels, 'off');
    await pass(10_000);
    expect(desktop.around.kinds()).toEqual([]);
  });

  it('that cannot be read accuses nobody and is told to support once', async () => {
    const desktop = new Desktop();
    desktop.unreadable = true;
    const lockdown = await desktop.hold(sideChannels);
    await pass(30_000);
    expect(desktop.around.kinds()).toEqual([]);
    expect(desktop.around.warnings).toEqual(['side channels could not be looked for']);
    await lockdown.release();
    expect(desktop.around.listeners()).toBe(0);
  });
});
