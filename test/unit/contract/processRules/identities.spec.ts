import { describe, expect, it } from 'vitest';
import {
  ALL_RULES,
  assistiveRule,
  identityMatcher,
  namedRule,
  PRESET_RULES,
  processJudge,
  type Mark,
  type OperatingSystem,
  type ProcessIdentity,
} from '../../../../contract/processRules.ts';

describe('a renamed program is found', () => {
  it.each<[string, ProcessIdentity, OperatingSystem, string, Mark]>([
    [
      'by its original name',
      { name: 'homework.exe', path: 'C:\\Users\\a\\homework.exe', originalName: 'AnyDesk.exe' },
      'windows',
      'anydesk',
      'original_name',
    ],
    [
      'by the original name of a language file',
      { name: 'sums.exe', originalName: 'CALC.EXE.MUI' },
      'windows',
      'calculator',
      'original_name',
    ],
    [
      'by its folder, on whichever drive',
      { name: 'notes.exe', path: 'D:\\Program Files (x86)\\TeamViewer\\notes.exe' },
      'windows',
      'teamviewer',
      'path',
    ],
    [
      'by its folder in the user’s own',
      { name: 'x.exe', path: 'C:\\Users\\José\\AppData\\Local\\Programs\\Cluely\\x.exe' },
      'windows',
      'cluely',
      'path',
    ],
    [
      'by its bundle id',
      { name: 'Homework', path: '/Applications/Homework.app/x', bundleId: 'us.zoom.xos' },
      'macos',
      'zoom',
      'signature',
    ],
    ['by its team', { name: 'Homework', teamId: 'H7UGFBUGV6' }, 'macos', 'teamviewer', 'signature'],
    [
      'by the application it is a helper of',
      {
        name: 'Helper',
        path: '/Applications/Discord.app/Contents/Frameworks/Helper.app/Contents/MacOS/Helper',
      },
      'macos',
      'discord',
      'name',
    ],
    [
      'by its flatpak',
      { name: 'bwrap', path: '/app/bin/x', packageId: 'flatpak:com.discordapp.Discord' },
      'linux',
      'discord',
      'package',
    ],
    ['by its snap', { name: 'x', packageId: 'snap:obs-studio' }, 'linux', 'obs', 'package'],
    ['by its folder', { name: 'notes', path: '/opt/zoom/notes' }, 'linux', 'zoom', 'path'],
    [
      'under Wine',
      { name: 'AnyDesk.exe', path: '/usr/lib/wine/wine64-preloader' },
      'linux',
      'anydesk',
      'name',
    ],
    [
      'as a script with a cut name',
      { name: 'chrome-remote-d', path: '/usr/bin/python3.11' },
      'linux',
      'chrome_remote_desktop',
      'name',
    ],
  ])('%s', (_how, process, system, id, by) => {
    const match = identityMatcher(PRESET_RULES, system)(process);
    expect([match?.rule.id, match?.by]).toEqual([id, by]);
  });

  it('by who signed it', () => {
    const match = identityMatcher(PRESET_RULES, 'windows');
    const found = match({ name: 'a.exe', signer: 'Philandro Software GmbH' });
    expect([found?.rule.id, found?.by]).toEqual(['anydesk', 'signature']);
    expect(match({ name: 'a.exe', signer: 'philandro Software GmbH & Co' })).toBeUndefined();
    expect(match({ name: 'a.exe', signer: 'Microsoft Corporation' })).toBeUndefined();
  });

  it('as what it is, where its name is another program’s', () => {
    const match = identityMatcher(ALL_RULES, 'windows');
    expect(match({ name: 'Discord.exe', originalName: 'AnyDesk.exe' })?.rule.id).toBe('anydesk');
  });
});

describe('a mark of one system or field', () => {
  it('means nothing in another', () => {
    const linux = identityMatcher(ALL_RULES, 'linux');
    const macos = identityMatcher(ALL_RULES, 'macos');
    const windows = identityMatcher(ALL_RULES, 'windows');
    expect(linux({ name: 'x', originalName: 'AnyDesk.exe' })).toBeUndefined();
    expect(macos({ name: 'x', originalName: 'AnyDesk.exe' })).toBeUndefined();
    expect(windows({ name: 'x', bundleId: 'us.zoom.xos', teamId: 'BJ4HAAB9B3' })).toBeUndefined();
    expect(macos({ name: 'com.philandro.anydesk' })).toBeUndefined();
    expect(macos({ name: 'parsecd', path: '/System/Library/x/parsecd' })).toBeUndefined();
    expect(windows('parsecd')?.rule.id).toBe('parsec');
  });

  it('is a folder as a whole and nothing that begins alike', () => {
    const linux = identityMatcher(ALL_RULES, 'linux');
    expect(linux({ name: 'x', path: '/opt/zoomed/x' })).toBeUndefined();
    expect(linux({ name: 'x', path: '/home/a/opt/zoom/x' })).toBeUndefined();
    const windows = identityMatcher(ALL_RULES, 'windows');
    expect(windows({ name: 'x', path: 'C:\\Program Files\\TeamViewerless\\x' })).toBeUndefined();
    expect(windows({ name: 'x', path: 'C:\\Games\\TeamViewer\\x' })).toBeUndefined();
  });
});

describe('a program that an exam names', () => {
  it.each<[string, ProcessIdentity, OperatingSystem]>([
    ['discord.exe', { name: 'x.exe', originalName: 'Discord.exe' }, 'windows'],
    ['Discord', { name: 'DISCORD.EXE' }, 'windows'],
    ['Foo.app', { name: 'foo' }, 'macos'],
    ['Foo', { name: 'h', path: '/Applications/Foo.app/Contents/MacOS/h' }, 'macos'],
    ['com.example.foo', { name: 'h', bundleId: 'com.example.Foo' }, 'macos'],
    ['foo.exe', { name: 'foo', path: '/usr/bin/foo' }, 'linux'],
    ['Foo.exe', { name: 'foo.exe', path: '/usr/lib/wine/wine64' }, 'linux'],
    ['a-very-long-program-name', { name: 'a-very-long-pro' }, 'linux'],
  ])('%s is met by %j on %s', (typed, process, system) => {
    expect(identityMatcher([namedRule(typed)], system)(process)?.rule.name).toBe(typed);
  });

  it.each<[string, ProcessIdentity, OperatingSystem]>([
    ['Foo', { name: 'foo', path: '/usr/bin/foo' }, 'linux'],
    ['foo', { name: 'food' }, 'windows'],
    ['foo', { name: 'x', path: 'C:\\foo\\x.exe' }, 'windows'],
    ['foo', { name: 'x', path: '/opt/foo/x' }, 'linux'],
    ['Foo', { name: 'x', path: '/Users/a/Foo/Bar.app/Contents/MacOS/x' }, 'macos'],
    ['', { name: '' }, 'windows'],
  ])('%s is not met by %j on %s', (typed, process, system) => {
    expect(identityMatcher([namedRule(typed)], system)(process)).toBeUndefined();
  });
});

describe('what is allowed by name', () => {
  const judge = processJudge(
    { forbidden: PRESET_RULES, allowed: [namedRule('excel.exe')] },
    'windows',
  );

  it('is not a forbidden program of that name', () => {
    expect(judge({ name: 'excel.exe', originalName: 'Excel.exe' }).verdict).toBe('allowed');
    expect(judge('excel.exe').verdict).toBe('allowed');
    expect(judge({ name: 'excel.exe', originalName: 'AnyDesk.exe' })).toMatchObject({
      verdict: 'forbidden',
      rule: { id: 'anydesk' },
    });
  });

  it('is always the assistive software that staff named', () => {
    const lists = { forbidden: PRESET_RULES, allowed: [assistiveRule('talker.exe')] };
    const process = { name: 'talker.exe', originalName: 'AutoHotkey.exe' };
    expect(processJudge(lists, 'windows')(process).verdict).toBe('allowed');
    expect(
      processJudge({ ...lists, forbidden: [namedRule('talker')] }, 'windows')(process).verdict,
    ).toBe('allowed');
  });
});
