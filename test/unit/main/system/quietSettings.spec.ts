import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runCommand } from '../../../../main/system/command.ts';
import { createSideChannels } from '../../../../main/system/sideChannels/index.ts';
import {
  quietSetting,
  quietSettings,
  SETTING_IDS,
  type SettingId,
} from '../../../../main/system/sideChannels/quietSettings.ts';
import { catalogues } from '../../../../contract/text/index.ts';
import { noSessionBus, startSessionBus, type SessionBus } from '../../../e2e/support/sessionBus.ts';

const settings = { run: runCommand, registry: undefined };
const without = noSessionBus();
const withoutXfconf = without ?? (existsSync('/usr/bin/xfconf-query') ? undefined : 'no xfconf');

describe('the settings that a desktop heeds', () => {
  const BUS = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/bus' };
  const idsOn = (desktop: string, bus: object = BUS) =>
    quietSettings({
      platform: 'linux',
      environment: { XDG_CURRENT_DESKTOP: desktop, ...bus },
      ...settings,
    }).map(({ id }) => id);

  it.each<[string, SettingId[]]>([
    ['GNOME', ['gnome_banners']],
    ['ubuntu:GNOME', ['gnome_banners']],
    ['GNOME-Classic:GNOME', ['gnome_banners']],
    ['X-Cinnamon', ['cinnamon_notifications']],
    ['MATE', ['mate_notifications']],
    ['XFCE', ['xfce_notifications']],
    ['KDE', []],
    ['', []],
  ])('%j: %j', (desktop, ids) => {
    expect(idsOn(desktop)).toEqual(ids);
  });

  it('are none without a bus: the tools would start one', () => {
    expect(idsOn('GNOME', {})).toEqual([]);
  });

  it('each have the sentence that says where they are switched off', () => {
    for (const { evidence } of [catalogues.en, catalogues.fr]) {
      const said = Object.keys(evidence).filter((code) => code.startsWith('open_'));
      expect(said.sort()).toEqual(SETTING_IDS.map((id) => `open_${id}`).sort());
    }
  });
});

describe('real settings on a bus of their own', () => {
  let bus: SessionBus | undefined;
  const SCHEMA = ['org.gnome.desktop.notifications', 'show-banners'] as const;

  beforeEach(async (context) => {
    if (without !== undefined) context.skip(without);
    bus = await startSessionBus();
    for (const [name, value] of Object.entries(bus.environment)) vi.stubEnv(name, value);
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await bus?.end();
  });

  it('of GNOME are switched off and follow the default again', async () => {
    const banners = quietSetting('gnome_banners', settings);
    const before = await banners.read();
    expect(before).toBe('true');
    await banners.write(banners.quiet);
    expect(await bus?.run('gsettings', 'get', ...SCHEMA)).toBe('false');
    await banners.write(before ?? null);
    expect(await bus?.run('gsettings', 'get', ...SCHEMA)).toBe('true');
  });

  it('of a desktop whose schemas are missing are not told', async () => {
    expect(await quietSetting('mate_notifications', settings).read()).toBeUndefined();
  });

  it('are found open, as they are, on the desktop that heeds them', async () => {
    const unread: string[] = [];
    const read = () =>
      createSideChannels({
        platform: 'linux',
        environment: bus?.environment ?? {},
        run: runCommand,
        native: undefined,
        unread: (part) => unread.push(part),
      }).read();
    expect((await read()).open).toEqual([{ channel: 'notifications', setting: 'gnome_banners' }]);
    await bus?.run('gsettings', 'set', ...SCHEMA, 'false');
    expect(await read()).toMatchObject({ open: [], phoneLinks: [] });
    expect(unread).toEqual([]);
  });

  it('of Xfce are switched off, and are not set again', async (context) => {
    if (withoutXfconf !== undefined) context.skip(withoutXfconf);
    const bubbles = quietSetting('xfce_notifications', settings);
    const before = await bubbles.read();
    expect(before).toBeNull();
    expect(bubbles.isOpen(null)).toBe(true);
    await bubbles.write(bubbles.quiet);
    const asked = ['-c', 'xfce4-notifyd', '-p', '/do-not-disturb'];
    expect(await bus?.run('xfconf-query', ...asked)).toBe('true');
    await bubbles.write(before ?? null);
    expect(await bubbles.read()).toBeNull();
    await bus?.run('xfconf-query', ...asked, '-n', '-t', 'bool', '-s', 'false');
    expect(await bubbles.read()).toBe('false');
  });
});
