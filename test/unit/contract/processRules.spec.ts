import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  processJudge,
  matchProcess,
  namedRule,
  OPERATING_SYSTEMS,
  PRESET_RULES,
  type ProcessRule,
  type OperatingSystem,
  type ProcessIdentity,
} from '../../../contract/processRules.ts';

const preset = (process: ProcessIdentity | string, system: OperatingSystem) =>
  matchProcess(process, PRESET_RULES, system)?.id;

describe('a process is named by its rule', () => {
  it.each<[ProcessIdentity | string, OperatingSystem, string]>([
    ['AnyDesk.exe', 'windows', 'anydesk'],
    ['anydesk', 'windows', 'anydesk'],
    ['ANYDESK.EXE', 'windows', 'anydesk'],
    ['obs64.exe', 'windows', 'obs'],
    ['EXCEL.EXE', 'windows', 'excel'],
    ['discord', 'macos', 'discord'],
    ['Discord.app', 'macos', 'discord'],
    ['zoom.us', 'macos', 'zoom'],
    ['Discord', 'linux', 'discord'],
    ['anydesk', 'linux', 'anydesk'],
    ['telegram-desktop', 'linux', 'telegram'],
    [{ name: 'notes.exe', originalName: 'TeamViewer.exe' }, 'windows', 'teamviewer'],
    [{ name: '?', path: 'C:\\Program Files\\AnyDesk\\AnyDesk.exe' }, 'windows', 'anydesk'],
    [{ name: '?', path: 'C:/Tools/obs64.exe' }, 'windows', 'obs'],
    [{ name: 'helper', bundleId: 'com.parsec.Parsec' }, 'macos', 'parsec'],
    [{ name: 'helper', bundleId: 'COM.obsproject.OBS-studio' }, 'macos', 'obs'],
    [{ name: 'x', path: '/usr/share/discord/Discord' }, 'linux', 'discord'],
  ])('%j on %s', (process, system, id) => {
    expect(preset(process, system)).toBe(id);
  });

  it('whose name Linux cut at 15 bytes, unless the file is known', () => {
    expect(preset('gnome-calculato', 'linux')).toBe('calculator');
    expect(preset('gnome-calculat', 'linux')).toBeUndefined();
    expect(
      preset({ name: 'gnome-calculato', path: '/opt/gnome-calculato' }, 'linux'),
    ).toBeUndefined();
    expect(preset('gnome-calculato', 'windows')).toBeUndefined();
  });

  it('whatever the form of its accents', () => {
    const rules = [namedRule('Prüfung')];
    expect(matchProcess('Prüfung'.normalize('NFD'), rules, 'macos')?.name).toBe('Prüfung');
  });
});

describe('a process is nobody else’s', () => {
  it.each<[string, OperatingSystem]>([
    // Apple's own service, not Parsec.
    ['parsecd', 'macos'],
    // Linux tells upper case from lower.
    ['ANYDESK', 'linux'],
    // Assistive software, input methods and what a system cannot do without.
    ['nvda.exe', 'windows'],
    ['jfw.exe', 'windows'],
    ['Narrator.exe', 'windows'],
    ['osk.exe', 'windows'],
    ['sethc.exe', 'windows'],
    ['Magnify.exe', 'windows'],
    ['ctfmon.exe', 'windows'],
    ['explorer.exe', 'windows'],
    ['VoiceOver', 'macos'],
    ['WindowServer', 'macos'],
    ['orca', 'linux'],
    ['onboard', 'linux'],
    ['ibus-daemon', 'linux'],
    ['Xorg', 'linux'],
    ['gnome-shell', 'linux'],
    // The browser the candidate comes from, and ourselves.
    ['chrome.exe', 'windows'],
    ['firefox', 'linux'],
    ['Safari', 'macos'],
    ['Invigil.exe', 'windows'],
    ['invigil', 'linux'],
    ['electron', 'linux'],
    // Parts of listed names.
    ['Element Designer.exe', 'windows'],
    ['steams.exe', 'windows'],
    ['signals', 'linux'],
    ['.exe', 'windows'],
    ['', 'linux'],
  ])('%s on %s', (name, system) => {
    expect(preset(name, system)).toBeUndefined();
  });

  it('for any name that only contains a listed one', () => {
    const systems = fc.constantFrom(...OPERATING_SYSTEMS);
    const around = fc.stringMatching(/^[\w .-]{1,8}$/);
    fc.assert(
      fc.property(systems, around, fc.nat(), fc.boolean(), (system, more, pick, before) => {
        const names = PRESET_RULES.flatMap((rule) => rule[system]);
        const listed = names[pick % names.length] ?? '';
        const longer = before ? more + listed : listed + more;
        fc.pre(!names.some((name) => bare(name) === bare(longer)));
        expect(preset({ name: longer, path: `/x/${longer}`, bundleId: longer }, system)).toBe(
          undefined,
        );
      }),
    );
  });

  /** Independent of the product's own folding, and a little coarser. */
  const bare = (name: string) =>
    name
      .trim()
      .normalize('NFC')
      .toLowerCase()
      .replace(/\.(exe|app)$/, '');
});

describe('a name that a teacher typed', () => {
  it.each([
    ['discord.exe', 'Discord.exe', 'windows'],
    ['discord', 'Discord.exe', 'windows'],
    ['Microsoft Excel', 'microsoft excel', 'macos'],
    ['Microsoft Excel.app', 'Microsoft Excel', 'macos'],
    ['obs.exe', 'obs', 'linux'],
  ] as const)('%s names %s on %s', (typed, running, system) => {
    expect(matchProcess(running, [namedRule(typed)], system)?.name).toBe(typed);
    expect(matchProcess(`${running}2`, [namedRule(typed)], system)).toBeUndefined();
  });

  it('that is nothing but an ending names nothing', () => {
    expect(
      matchProcess({ name: 'x', bundleId: '' }, [namedRule('.exe')], 'windows'),
    ).toBeUndefined();
  });
});

describe('the verdict', () => {
  const zoom = PRESET_RULES.filter(({ id }) => id === 'zoom');
  const verdict = (forbidden: readonly ProcessRule[], allowed: readonly ProcessRule[]) =>
    processJudge({ forbidden, allowed }, 'windows')('Zoom.exe').verdict;

  it('goes by the exam’s list, then by what is allowed, then by the preset', () => {
    expect(verdict([namedRule('zoom')], [namedRule('zoom.exe')])).toBe('forbidden');
    expect(verdict(zoom, [namedRule('zoom.exe')])).toBe('allowed');
    expect(verdict(zoom, [])).toBe('forbidden');
    expect(verdict([], zoom)).toBe('allowed');
    expect(verdict([], [])).toBe('unlisted');
  });
});
