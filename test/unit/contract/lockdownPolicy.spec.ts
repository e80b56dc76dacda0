import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectivePolicy, levelOf, LockdownPolicy } from '../../../contract/lockdownPolicy.ts';
import { namedRule, PRESET_RULES, processJudge } from '../../../contract/processRules.ts';
import { parametersOf } from './startParameters/starts.ts';

type Sent = Readonly<Record<string, unknown>>;
type Settings = Parameters<typeof effectivePolicy>[1];

const LEVELS = ['off', 'basic', 'medium', 'high'] as const;
const SECURE = ['basic', 'medium', 'high'] as const;

/** The policy of a start at a level, parsed by its own schema on the way. */
function policyAt(level: (typeof LEVELS)[number], sent: Sent = {}, settings?: Settings) {
  const secure = level === 'off' ? {} : { secureBrowser: true, secureBrowserLevel: level };
  const policy = effectivePolicy(parametersOf({ ...secure, ...sent }), settings);
  expect(LockdownPolicy.parse(policy)).toStrictEqual(policy);
  return policy;
}

function verdictOf(process: string, sent: Sent, settings?: Settings) {
  return processJudge(policyAt('medium', sent, settings).processes, 'windows')(process).verdict;
}

describe('the level', () => {
  it.each<[Sent, string]>([
    [{}, 'off'],
    [{ secureBrowser: false }, 'off'],
    [{ secureBrowser: false, secureBrowserLevel: 'high' }, 'off'],
    [{ secureBrowserLevel: 'high' }, 'off'],
    [{ secureBrowser: true }, 'basic'],
    [{ secureBrowser: true, secureBrowserLevel: 'basic' }, 'basic'],
    [{ secureBrowser: true, secureBrowserLevel: 'medium' }, 'medium'],
    [{ secureBrowser: true, secureBrowserLevel: 'high' }, 'high'],
    [{ ldb: true }, 'basic'],
    [{ ldb: false }, 'off'],
  ])('of %j is %s', (sent, level) => {
    expect(levelOf(parametersOf(sent))).toBe(level);
    expect(effectivePolicy(parametersOf(sent)).level).toBe(level);
  });
});

describe('each level promises', () => {
  it('a window', () => {
    const kept = { alwaysOnTop: false, minimisable: true, closing: 'ask' };
    expect(LEVELS.map((level) => policyAt(level).window)).toEqual([
      { mode: 'normal', ...kept },
      { mode: 'normal', ...kept },
      { mode: 'maximised', ...kept },
      { mode: 'kiosk', alwaysOnTop: true, minimisable: false, closing: 'never' },
    ]);
  });

  it('what may stand in front', () => {
    const focus = {
      watches: 'focus',
      allowedApplication: 'incident',
      otherApplication: 'incident',
    };
    expect(LEVELS.map((level) => policyAt(level).foreground)).toEqual([
      focus,
      focus,
      { watches: 'foreground', allowedApplication: 'nothing', otherApplication: 'incident' },
      { watches: 'windows', allowedApplication: 'nothing', otherApplication: 'cover' },
    ]);
  });

  it('what a forbidden process means', () => {
    expect(
      LEVELS.map((level) => {
        const { atStart, during, offersToClose } = policyAt(level).processes;
        return [atStart, during, offersToClose];
      }),
    ).toEqual([
      ['warn', 'incident', false],
      ['block', 'incident', false],
      ['block', 'cover', true],
      ['block', 'cover', true],
    ]);
  });

  it('a clipboard', () => {
    const locked = {
      mode: 'private',
      emptiedOnFocusChange: true,
      givenBack: true,
      exchangeWithAllowedApplications: false,
    };
    expect(LEVELS.map((level) => policyAt(level).clipboard)).toEqual([
      { ...locked, mode: 'untouched', emptiedOnFocusChange: false, givenBack: false },
      { ...locked, mode: 'emptied_at_start', emptiedOnFocusChange: false },
      locked,
      locked,
    ]);
    const settings = { clipboardExchange: true };
    const exchange = LEVELS.map(
      (level) => policyAt(level, {}, settings).clipboard.exchangeWithAllowedApplications,
    );
    expect(exchange).toEqual([false, false, true, true]);
  });

  it('windows kept out of captures, only where no desktop is recorded', () => {
    const none = { excludesOwnWindows: false, looksForRecorders: false, recordsOwnFrames: false };
    const excluded = { ...none, excludesOwnWindows: true };
    const watched = { ...none, looksForRecorders: true, recordsOwnFrames: true };
    for (const streamsPreset of ['default', 'no_ai_detection', 'no_webcam']) {
      expect(LEVELS.map((level) => policyAt(level, { streamsPreset }).capture)).toEqual([
        none,
        none,
        watched,
        watched,
      ]);
    }
    expect(LEVELS.map((level) => policyAt(level, { streamsPreset: 'no_video' }).capture)).toEqual([
      none,
      none,
      excluded,
      excluded,
    ]);
  });

  it('shortcuts', () => {
    expect(LEVELS.map((level) => policyAt(level).shortcuts)).toEqual([
      [],
      ['browser'],
      ['browser', 'application_switching'],
      ['browser', 'application_switching', 'system'],
    ]);
  });

  it.each<[Sent]>([
    [{ desktopAppAllowedProcesses: ['excel.exe'] }],
    [{ rules: { allow_to_use_excel: true } }],
    [{ rules: { allow_to_use_websites: true } }],
    [{ rules: { allow_to_use_messengers: true } }],
  ])('switching keys at medium when the exam allows applications: %j', (sent) => {
    expect(policyAt('medium', sent).shortcuts).toEqual(['browser']);
    expect(policyAt('high', sent).shortcuts).toEqual([
      'browser',
      'application_switching',
      'system',
    ]);
  });

  it('a closed page', () => {
    const closed = {
      printing: 'blocked',
      developerTools: 'blocked',
      contextMenu: 'blocked',
      dragOut: 'blocked',
      windowOpen: 'blocked',
      foreignOrigins: 'blocked',
      downloads: 'blocked',
    };
    for (const level of SECURE) expect(policyAt(level).page).toEqual(closed);
    expect(policyAt('off').page).toEqual({ ...closed, contextMenu: 'allowed', dragOut: 'allowed' });
  });

  it('displays, in every level alike', () => {
    for (const level of LEVELS) {
      const rule = { atStart: 'block', during: 'cover' };
      expect(policyAt(level).displays).toEqual({ allowsSeveral: false, ...rule });
      expect(policyAt(level, { allowMultipleDisplays: true }).displays).toEqual({
        allowsSeveral: true,
        ...rule,
      });
    }
  });

  it('what a virtual machine and a remote session mean', () => {
    const both = (effect: string) => ({ virtualMachine: effect, remoteSession: effect });
    expect(LEVELS.map((level) => policyAt(level).machine)).toEqual(
      ['warn', 'block', 'block', 'block'].map(both),
    );
    for (const level of LEVELS) {
      expect(policyAt(level, { allowVirtualEnvironment: true }).machine).toEqual(both('allow'));
    }
  });

  it('devices, assistive technology, and a way to leave', () => {
    for (const level of LEVELS) {
      expect(policyAt(level).devices).toEqual({ listedAtCheck: true, changesDuring: 'incident' });
      expect(policyAt(level).assistive).toEqual({
        screenReaderKeys: true,
        inputMethodSwitching: true,
        onScreenKeyboards: true,
        namedSoftware: [],
      });
    }
    const close = { by: 'close', incident: false };
    expect(LEVELS.map((level) => policyAt(level).leaving)).toEqual([
      close,
      close,
      close,
      { by: 'confirm', incident: true },
    ]);
  });

  it('openings only where they were asked for', () => {
    const none = { resourceWindow: false, signInOrigins: [], examFolder: false };
    expect(policyAt('high').openings).toEqual(none);
    const settings = { signInOrigins: ['https://id.example'], examFolder: true };
    expect(policyAt('high', { allowToUseAdditionalResources: true }, settings).openings).toEqual({
      resourceWindow: true,
      ...settings,
    });
  });
});

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

describe('what is recorded', () => {
  const everything = { camera: true, microphone: true, screen: true };
  const nothing = { camera: false, microphone: false, screen: false };

  it.each([
    ['default', { ...everything, analysis: true }],
    ['no_ai_detection', { ...everything, analysis: false }],
    ['no_webcam', { ...nothing, screen: true, analysis: true }],
    ['no_video', { ...nothing, analysis: false }],
  ])('with %s', (streamsPreset, streams) => {
    const recording = (sent: Sent) => policyAt('high', { streamsPreset, ...sent }).recording;
    const second = streamsPreset !== 'no_video';
    expect(recording({})).toEqual({ ...streams, auxiliaryCamera: false, kept: true });
    expect(recording({ auxiliaryCamera: true })).toEqual({
      ...streams,
      auxiliaryCamera: second,
      kept: true,
    });
    expect(recording({ trial: true })).toEqual({ ...streams, auxiliaryCamera: false, kept: false });
  });
});

describe('the policy', () => {
  it('is plain data, the same each time, and nobody else’s', () => {
    fc.assert(
      fc.property(
        fc.record({
          secureBrowser: fc.boolean(),
          secureBrowserLevel: fc.constantFrom(...SECURE),
          allowMultipleDisplays: fc.boolean(),
          allowVirtualEnvironment: fc.boolean(),
          streamsPreset: fc.constantFrom('default', 'no_video', 'no_ai_detection', 'no_webcam'),
          trial: fc.boolean(),
          desktopAppForbiddenProcesses: fc.option(fc.array(fc.constantFrom('a.exe', 'Zoom', 'b'))),
          desktopAppAllowedProcesses: fc.array(fc.constantFrom('zoom.exe', 'B', 'c')),
        }),
        (sent) => {
          const policy = effectivePolicy(parametersOf(sent));
          expect(LockdownPolicy.parse(JSON.parse(JSON.stringify(policy)))).toStrictEqual(policy);
          const before = JSON.stringify(policy);
          policy.shortcuts.push('system');
          policy.window.alwaysOnTop = !policy.window.alwaysOnTop;
          policy.processes.forbidden.length = 0;
          expect(JSON.stringify(effectivePolicy(parametersOf(sent)))).toBe(before);
        },
      ),
    );
    expect(PRESET_RULES.length).toBeGreaterThan(0);
  });
});
