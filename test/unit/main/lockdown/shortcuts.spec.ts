import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isPressed, parseChord } from '../../../../main/lockdown/shortcuts/chord.ts';
import { blockedChords, SHORTCUT_ROWS } from '../../../../main/lockdown/shortcuts/table.ts';
import { FakePage } from '../../../fakes/window.ts';
import { policyAt } from '../../../fakes/policy.ts';
import { Surroundings } from './lockdown.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const control = { control: true };

describe('keys on a page', () => {
  it('are taken away by the level', async () => {
    const basic = new Surroundings();
    await basic.hold(policyAt('basic'));
    expect(basic.exam.press('p', control)).toBe(true);
    expect(basic.window.webContents.press('F12')).toBe(true);
    expect(basic.exam.press('I', { control: true, shift: true })).toBe(true);
    expect(basic.exam.press('c', control)).toBe(false);
    expect(basic.exam.press('PrintScreen')).toBe(false);

    const high = new Surroundings();
    await high.hold(policyAt('high'));
    expect(high.exam.press('PrintScreen', { alt: true })).toBe(true);
    expect(high.exam.press('F4', { alt: true })).toBe(true);

    const off = new Surroundings();
    await off.hold(policyAt('off'));
    expect(off.exam.press('p', control)).toBe(false);
  });

  it('are taken from a page that comes later, as after a crash', async () => {
    const around = new Surroundings();
    const lockdown = await around.hold(policyAt('basic'));
    const next = new FakePage();
    around.app.emit('web-contents-created', {}, next);
    expect(next.press('s', control)).toBe(true);
    around.exam.destroyed = true;
    around.exam.emit('destroyed');
    await lockdown.release();
    expect(next.press('s', control)).toBe(false);
  });

  it('go down only: a release and text being composed are left alone', async () => {
    const around = new Surroundings();
    await around.hold(policyAt('high'));
    expect(around.exam.press('p', control, { type: 'keyUp' })).toBe(false);
    expect(around.exam.press('p', control, { isComposing: true })).toBe(false);
    expect(around.exam.press('Process', control)).toBe(false);
    expect(around.exam.press('Dead', control)).toBe(false);
  });

  it('are told once at once, and their repetitions together', async () => {
    const around = new Surroundings();
    await around.hold(policyAt('basic'));
    for (let press = 0; press < 5; press += 1) around.exam.press('p', control);
    around.exam.press('p', control, { isAutoRepeat: true });
    await vi.advanceTimersByTimeAsync(10_000);
    const evidence = around.incidents.map((incident) => incident.evidence[0]);
    expect(evidence).toEqual([
      { code: 'shortcut', values: { shortcut: 'CommandOrControl+P' } },
      { code: 'shortcut_times', values: { shortcut: 'CommandOrControl+P', times: 4 } },
    ]);
  });
});

describe('keys of the system', () => {
  it('are registered as far as it lets us, for what no page could act on', async () => {
    const around = new Surroundings();
    await around.hold(policyAt('high'));
    expect(around.grabbed.has('Super+D')).toBe(true);
    expect(around.grabbed.has('Alt+Tab')).toBe(false);
    expect(around.grabbed.has('CommandOrControl+P')).toBe(false);
    around.grabbed.get('Super+D')?.();
    expect(around.kinds()).toEqual(['shortcut_blocked']);
  });

  it('stay where the exam allows other applications', async () => {
    const around = new Surroundings();
    await around.hold(policyAt('medium', { desktopAppAllowedProcesses: ['excel.exe'] }));
    expect(around.grabbed.size).toBe(0);
  });
});

describe('a combination', () => {
  const press = (key: string, code: string, held: object = control) => ({
    type: 'keyDown',
    key,
    code,
    isComposing: false,
    control: false,
    alt: false,
    shift: false,
    meta: false,
    ...held,
  });

  it('goes by the letter, and by its place on layouts without Latin letters', () => {
    const print = parseChord('CommandOrControl+P', 'linux');
    expect(isPressed(print, press('p', 'KeyP'))).toBe(true);
    expect(isPressed(print, press('з', 'KeyP'))).toBe(true);
    // On AZERTY the letter A lies where Q is elsewhere.
    const quit = parseChord('CommandOrControl+Q', 'linux');
    expect(isPressed(quit, press('a', 'KeyQ'))).toBe(false);
    expect(isPressed(quit, press('q', 'KeyA'))).toBe(true);
  });

  it('means Command on a Mac and Control elsewhere, with nothing else held', () => {
    const print = parseChord('CommandOrControl+P', 'darwin');
    expect(isPressed(print, press('p', 'KeyP', { meta: true }))).toBe(true);
    expect(isPressed(print, press('p', 'KeyP'))).toBe(false);
    expect(isPressed(print, press('P', 'KeyP', { meta: true, shift: true }))).toBe(false);
  });

  it('reads digits under Shift, arrows and the space bar', () => {
    const screenshot = parseChord('Command+Shift+3', 'darwin');
    expect(isPressed(screenshot, press('#', 'Digit3', { meta: true, shift: true }))).toBe(true);
    const missionControl = parseChord('Control+Up', 'darwin');
    expect(isPressed(missionControl, press('ArrowUp', 'ArrowUp'))).toBe(true);
    const menu = parseChord('Alt+Space', 'linux');
    expect(isPressed(menu, press(' ', 'Space', { alt: true }))).toBe(true);
  });
});

/** Keys that candidates with assistive technology and other scripts depend on (design §3, last rows). */
const NEVER = {
  win32: [
    'Control+Super+Enter',
    'Super+Plus',
    'Super+-',
    'Super+U',
    'Super+H',
    'Super+.',
    'Super+;',
    'Super+Space',
    'Control+Super+O',
    'Control+Super+C',
    'Alt+`',
    'Control+Space',
    'Alt+Shift+Shift',
    'Super+L',
    'Control+Plus',
    'Control+-',
    'Control+0',
    'Insert',
    'CapsLock',
  ],
  linux: [
    'Super+Alt+S',
    'Super+Space',
    'Control+Space',
    'Alt+Super+8',
    'Control+Plus',
    'Super+L',
    'Insert',
  ],
  darwin: [
    'Command+F5',
    'Command+Alt+F5',
    'Control+Space',
    'Control+Alt+Space',
    'Control+Alt+Right',
    'Command+Alt+8',
    'Control+Command+Q',
    'Command+Plus',
    'Command+-',
  ],
} as const;

describe.each(Object.entries(NEVER))('on %s', (platform, chords) => {
  it('assistive, input-method, zoom and lock keys are no one’s to take', () => {
    const system = platform as keyof typeof NEVER;
    const groups = ['browser', 'application_switching', 'system'] as const;
    const blocked = new Set(
      blockedChords(groups, system).map(({ chord }) => {
        const { name: _, ...keys } = parseChord(chord, system);
        return JSON.stringify(keys);
      }),
    );
    const taken = chords.filter((chord) => {
      const { name: _, ...keys } = parseChord(chord, system);
      return blocked.has(JSON.stringify(keys));
    });
    expect(taken).toEqual([]);
  });

  it('VoiceOver’s own keys reach it', async () => {
    if (platform !== 'darwin') return;
    const around = new Surroundings();
    around.platform = 'darwin';
    await around.hold(policyAt('high'));
    expect(around.exam.press('ArrowUp', { control: true, alt: true })).toBe(false);
    expect(around.exam.press('ArrowUp', { control: true })).toBe(true);
  });
});

it('lists no combination twice for one system', () => {
  for (const system of ['win32', 'linux', 'darwin'] as const) {
    const chords = SHORTCUT_ROWS.filter(({ on }) => on.includes(system)).flatMap(
      (row) => row.chords,
    );
    expect(new Set(chords).size, system).toBe(chords.length);
  }
});
