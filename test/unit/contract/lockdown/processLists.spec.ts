import { describe, expect, it } from 'vitest';
import type { PolicySettings } from '../../../../contract/lockdownPolicy.ts';
import { namedRule, processJudge } from '../../../../contract/processRules.ts';
import { policyAt, type Sent } from './policies.ts';

function verdictOf(process: string, sent: Sent, settings?: PolicySettings) {
  return processJudge(policyAt('medium', sent, settings).processes, 'windows')(process).verdict;
}

describe('forbidden processes', () => {
  it('are those of the preset when none are named', () => {
    for (const sent of [{}, { desktopAppForbiddenProcesses: null }]) {
      expect(verdictOf('AnyDesk.exe', sent)).toBe('forbidden');
      expect(verdictOf('Discord.exe', sent)).toBe('forbidden');
      expect(verdictOf('EXCEL.EXE', sent)).toBe('forbidden');
      expect(verdictOf('notepad.exe', sent)).toBe('unlisted');
    }
  });

  it('are those named, in place of the preset', () => {
    const sent = { desktopAppForbiddenProcesses: ['notepad.exe'] };
    expect(verdictOf('Notepad.exe', sent)).toBe('forbidden');
    expect(verdictOf('AnyDesk.exe', sent)).toBe('unlisted');
  });

  it('are none for an empty list', () => {
    const sent = { desktopAppForbiddenProcesses: [] };
    expect(policyAt('high', sent).processes.forbidden).toEqual([]);
    expect(verdictOf('AnyDesk.exe', sent)).toBe('unlisted');
  });

  it('stay forbidden when named in both lists', () => {
    const sent = {
      desktopAppForbiddenProcesses: ['AnyDesk'],
      desktopAppAllowedProcesses: ['anydesk.exe', 'calc2.exe'],
    };
    expect(verdictOf('AnyDesk.exe', sent)).toBe('forbidden');
    expect(verdictOf('calc2.exe', sent)).toBe('allowed');
    const { allowed } = policyAt('medium', sent).processes;
    expect(allowed.map(({ id }) => id)).not.toContain('named:anydesk.exe');
  });

  it('leave the preset when allowed by name, on every system', () => {
    const { forbidden } = policyAt('medium', {
      desktopAppAllowedProcesses: ['zoom.exe'],
    }).processes;
    expect(forbidden.map(({ id }) => id)).not.toContain('zoom');
    expect(processJudge({ forbidden, allowed: [] }, 'macos')('zoom.us').verdict).toBe('unlisted');
    expect(verdictOf('Zoom.exe', { desktopAppAllowedProcesses: ['zoom.exe'] })).toBe('allowed');
  });

  it.each([
    ['allow_to_use_messengers', 'Discord.exe', 'forbidden'],
    ['allow_to_use_excel', 'EXCEL.EXE', 'forbidden'],
    ['allow_to_use_calculator', 'CalculatorApp.exe', 'forbidden'],
    ['allow_to_use_websites', 'msedge.exe', 'unlisted'],
  ])('%s beats the preset for %s', (rule, process, otherwise) => {
    expect(verdictOf(process, { rules: { [rule]: true } })).toBe('allowed');
    expect(verdictOf(process, { rules: { [rule]: false } })).toBe(otherwise);
    const named = { desktopAppForbiddenProcesses: [process], rules: { [rule]: true } };
    expect(verdictOf(process, named)).toBe('forbidden');
  });

  it('are not set free by rules about people and paper', () => {
    const rules = {
      allow_to_use_human_assistant: true,
      allow_to_use_books: true,
      allow_to_use_paper: true,
      allow_voices: true,
    };
    expect(verdictOf('AnyDesk.exe', { rules })).toBe('forbidden');
    expect(verdictOf('Zoom.exe', { rules })).toBe('forbidden');
  });

  it('never include the assistive software that staff named', () => {
    const settings = { assistiveSoftware: ['AutoHotkey64.exe', 'talker'] };
    expect(verdictOf('AutoHotkey64.exe', {}, settings)).toBe('allowed');
    const sent = { desktopAppForbiddenProcesses: ['Talker.exe', 'obs64.exe'] };
    expect(verdictOf('talker.exe', sent, settings)).toBe('allowed');
    expect(verdictOf('obs64.exe', sent, settings)).toBe('forbidden');
    expect(policyAt('high', {}, settings).assistive.namedSoftware.map(({ name }) => name)).toEqual(
      settings.assistiveSoftware,
    );
  });

  it('come from a newer list when there is one', () => {
    const settings = { preset: [namedRule('future.exe')] };
    expect(verdictOf('future.exe', {}, settings)).toBe('forbidden');
    expect(verdictOf('AnyDesk.exe', {}, settings)).toBe('unlisted');
  });
});
