import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeyDecider, type KeyEvent } from '../../../../../main/system/windows/keyDecision.ts';
import { isNeverTaken, takenCombination } from '../../../../../main/system/windows/keys.ts';
import { parseChord } from '../../../../../main/lockdown/shortcuts/chord.ts';
import { blockedChords } from '../../../../../main/lockdown/shortcuts/table.ts';

const NOTHING = { control: false, alt: false, shift: false, windows: false };
const held = fc.record({
  control: fc.boolean(),
  alt: fc.boolean(),
  shift: fc.boolean(),
  windows: fc.boolean(),
});
const key = fc.integer({ min: 0, max: 255 });
const press = (code: number): KeyEvent => ({ key: code, up: false, injected: false, own: false });
const release = (code: number): KeyEvent => ({ ...press(code), up: true });

/** Virtual-key codes of what stands at the end of a chord. */
function codeOf(name: string): number {
  const codes = new Map([
    ['tab', 0x09],
    ['escape', 0x1b],
    ['enter', 0x0d],
    ['space', 0x20],
    ['home', 0x24],
    ['printscreen', 0x2c],
    ['insert', 0x2d],
    ['f4', 0x73],
    ['plus', 0xbb],
    ['-', 0xbd],
    ['.', 0xbe],
    [';', 0xba],
  ]);
  return codes.get(name) ?? name.toUpperCase().charCodeAt(0);
}

function takenChord(chord: string): string | undefined {
  const { key: name, control, alt, shift, meta } = parseChord(chord, 'win32');
  return takenCombination(codeOf(name), { control, alt, shift, windows: meta });
}

describe('what the level high takes', () => {
  const chords = blockedChords(['application_switching', 'system'], 'win32');

  it.each(chords.map(({ chord }) => chord))('%s, as the table of shortcuts has it', (chord) => {
    expect(takenChord(chord)).toBeDefined();
  });

  it.each([
    'Super+J',
    'Super+Control+D',
    'Super+Control+Q',
    'Super+Shift+V',
    'Super+Alt+D',
    'Super+0',
    'Super+Shift+F23',
  ])('%s, which the table does not know: after the Windows key all is taken but a few', (chord) => {
    expect(takenChord(chord.replace('F23', '\x86'))).toBeDefined();
  });

  it('keys that open another program', () => {
    expect(takenCombination(0xb7, NOTHING)).toBe('LaunchApp2');
    expect(takenCombination(0xac, NOTHING)).toBe('BrowserHome');
  });

  it('is told in words that the record knows', () => {
    expect(takenChord('Alt+Shift+Tab')).toBe('Alt+Shift+Tab');
    expect(takenChord('Super+E')).toBe('Super+E');
    expect(takenChord('Control+Shift+Escape')).toBe('Control+Shift+Escape');
    fc.assert(
      fc.property(key, held, (code, with_) => {
        expect(takenCombination(code, with_) ?? '').toMatch(/^[\w+,]*$/);
      }),
    );
  });
});

describe('what nobody takes', () => {
  it('a letter, a digit or a sign, whatever is held but the Windows key', () => {
    const signs = fc.oneof(
      fc.integer({ min: 0x30, max: 0x39 }),
      fc.integer({ min: 0x41, max: 0x5a }),
      fc.integer({ min: 0x61, max: 0x6f }),
      fc.integer({ min: 0xba, max: 0xc0 }),
      fc.integer({ min: 0xdb, max: 0xdf }),
      fc.constantFrom(0x08, 0x0d, 0x2e, 0xe2),
      fc.integer({ min: 0x21, max: 0x28 }),
    );
    fc.assert(
      fc.property(signs, held, (code, with_) => {
        expect(takenCombination(code, { ...with_, windows: false })).toBeUndefined();
      }),
    );
  });

  it('keys of input methods, screen readers, volume and modifiers, whatever is held', () => {
    const free = [
      ...[0x15, 0x16, 0x17, 0x18, 0x19, 0x1a, 0x1c, 0x1d, 0x1e, 0x1f, 0xe5, 0xe7, 0xf3, 0xf4],
      ...[0x10, 0x11, 0x12, 0x14, 0x2d, 0x60, 0x90, 0x91, 0xa0, 0xa1, 0xa2, 0xa3, 0xa4, 0xa5],
      ...[0x5b, 0x5c, 0xad, 0xae, 0xaf],
    ];
    fc.assert(
      fc.property(fc.constantFrom(...free), held, (code, with_) => {
        expect(isNeverTaken(code)).toBe(true);
        expect(takenCombination(code, with_)).toBeUndefined();
      }),
    );
  });

  it.each([
    ['Control+Super+Enter', 'Narrator'],
    ['Super+Plus', 'Magnifier'],
    ['Super+-', 'Magnifier'],
    ['Super+Escape', 'Magnifier'],
    ['Super+U', 'accessibility settings'],
    ['Super+H', 'dictation'],
    ['Super+.', 'emoji'],
    ['Super+;', 'emoji'],
    ['Super+Space', 'input methods'],
    ['Control+Super+Space', 'input methods'],
    ['Control+Super+O', 'on-screen keyboard'],
    ['Control+Super+C', 'colour filters'],
    ['Control+Super+N', 'Narrator'],
    ['Alt+Shift+PrintScreen', 'high contrast'],
    ['Control+Alt+N', 'NVDA'],
    ['Control+Alt+Space', 'the right Alt key of a keyboard that types with it'],
    ['Super+L', 'locking the screen'],
    ['Control+Plus', 'zoom'],
    ['Alt+`', 'input methods'],
    ['Insert', 'screen readers'],
  ])('%s (%s)', (chord) => {
    expect(takenChord(chord)).toBeUndefined();
  });
});

describe('key by key', () => {
  it('a key that went down for the system comes up for it, and one that did not does not', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ code: key, up: fc.boolean(), with_: held }), { maxLength: 60 }),
        (events) => {
          const decide = createKeyDecider({ passesInjected: false });
          const down = new Map<number, boolean>();
          for (const { code, up, with_ } of events) {
            const { action } = decide(up ? release(code) : press(code), with_);
            if (!up) down.set(code, action !== 'swallow' || down.get(code) === true);
            else if (down.has(code)) {
              expect(action !== 'swallow').toBe(down.get(code));
              down.delete(code);
            } else expect(action).not.toBe('swallow');
          }
        },
      ),
    );
  });

  it('tells a combination once while it is held down', () => {
    const decide = createKeyDecider({ passesInjected: false });
    const alt = { ...NOTHING, alt: true };
    expect(decide(press(0x09), alt)).toEqual({ action: 'swallow', name: 'Alt+Tab' });
    expect(decide(press(0x09), alt)).toEqual({ action: 'swallow' });
    expect(decide(release(0x09), NOTHING)).toEqual({ action: 'swallow' });
    expect(decide(press(0x09), NOTHING)).toEqual({ action: 'pass' });
    expect(decide(release(0x09), NOTHING)).toEqual({ action: 'pass' });
  });

  it('masks the Windows key when it comes up', () => {
    const decide = createKeyDecider({ passesInjected: false });
    expect(decide(press(0x5b), NOTHING)).toEqual({ action: 'pass' });
    expect(decide(release(0x5b), { ...NOTHING, windows: true })).toEqual({ action: 'mask' });
  });

  it('lets through what it made itself, and a program’s keys where staff named assistive software', () => {
    const windows = { ...NOTHING, windows: true };
    fc.assert(
      fc.property(key, fc.boolean(), (code, up) => {
        const strict = createKeyDecider({ passesInjected: false });
        const open = createKeyDecider({ passesInjected: true });
        const event = { key: code, up, injected: true, own: false };
        expect(strict({ ...event, own: true }, windows)).toEqual({ action: 'pass' });
        expect(open(event, windows)).toEqual({ action: 'pass' });
        expect(strict(event, windows)).toEqual(
          createKeyDecider({ passesInjected: false })({ ...event, injected: false }, windows),
        );
      }),
    );
  });
});
