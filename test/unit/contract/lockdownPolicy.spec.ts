import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectivePolicy, levelOf, LockdownPolicy } from '../../../contract/lockdownPolicy.ts';
import { LEVELS, policyAt, SECURE, type Sent } from './lockdown/policies.ts';
import { parametersOf } from './startParameters/starts.ts';

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
  });
});
