/**
 * Which keys the level "high" takes from the system, and which are nobody's to take. Virtual-key codes
 * as in Microsoft's table "Virtual-Key Codes" (winuser.h).
 */

/** Modifier keys held down when a key arrives. */
export interface HeldKeys {
  readonly control: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly windows: boolean;
}

export const KEY = {
  tab: 0x09,
  enter: 0x0d,
  escape: 0x1b,
  space: 0x20,
  printScreen: 0x2c,
  leftWindows: 0x5b,
  rightWindows: 0x5c,
  f4: 0x73,
} as const;

const letter = (name: string): number => name.charCodeAt(0);

/**
 * Input methods: kana, hangul, junja, final and hanja keys, IME on and off, convert, nonconvert, accept
 * and mode change; what an input method made of a key (0xE5), text that comes as such (0xE7), and the
 * keys of Japanese keyboards (0xF0–0xF6).
 */
const INPUT_METHOD = new Set([
  0x15, 0x16, 0x17, 0x18, 0x19, 0x1a, 0x1c, 0x1d, 0x1e, 0x1f, 0xe5, 0xe7, 0xf0, 0xf1, 0xf2, 0xf3,
  0xf4, 0xf5, 0xf6,
]);

/**
 * Modifiers, so that sticky, filter and mouse keys see them, and what screen readers are led with:
 * Narrator, NVDA and JAWS take Caps Lock, Insert or Insert on the number pad (0 there without Num Lock).
 */
const MODIFIERS_AND_READERS = new Set([
  0x10, 0x11, 0x12, 0x14, 0x2d, 0x5b, 0x5c, 0x60, 0x90, 0x91, 0xa0, 0xa1, 0xa2, 0xa3, 0xa4, 0xa5,
]);

/** Louder, softer, silent: a candidate who listens to a screen reader needs them. */
const VOLUME = new Set([0xad, 0xae, 0xaf]);

/** Keys that open another program: browser's home, search and favourites, mail, media player, two more. */
const LAUNCHERS = new Map([
  [0xaa, 'BrowserSearch'],
  [0xab, 'BrowserFavourites'],
  [0xac, 'BrowserHome'],
  [0xb4, 'LaunchMail'],
  [0xb5, 'LaunchMediaPlayer'],
  [0xb6, 'LaunchApp1'],
  [0xb7, 'LaunchApp2'],
]);

/**
 * What may follow the Windows key: everything else opens, shows or moves something beside the exam.
 * Magnifier (plus, minus, Escape), Narrator (Enter), accessibility settings (U), dictation (H), emoji
 * (full stop, semicolon), input methods (Space, slash), and locking the screen (L).
 */
const AFTER_WINDOWS = new Set([
  0xbb,
  0xbd,
  0x6b,
  0x6d,
  KEY.escape,
  KEY.enter,
  letter('U'),
  letter('H'),
  0xbe,
  0xba,
  KEY.space,
  0xbf,
  letter('L'),
]);

/**
 * With Control too: on-screen keyboard (O), colour filters (C), settings of Magnifier (M) and Narrator
 * (N), speech recognition (S).
 */
const AFTER_WINDOWS_AND_CONTROL = new Set(['O', 'C', 'M', 'N', 'S'].map(letter));

/** Keys that no combination takes away. */
export function isNeverTaken(key: number): boolean {
  return INPUT_METHOD.has(key) || MODIFIERS_AND_READERS.has(key) || VOLUME.has(key);
}

/**
 * The name of the combination if the level "high" takes it away; undefined lets the key through, as it
 * does every key that is not named here.
 */
export function takenCombination(key: number, held: HeldKeys): string | undefined {
  if (isNeverTaken(key)) return undefined;
  if (key === KEY.printScreen) {
    // Left Alt, left Shift and Print Screen turn high contrast on and off.
    return held.alt && held.shift && !held.windows ? undefined : named('PrintScreen', held);
  }
  if (held.windows) return afterWindows(key, held) ? undefined : named(nameOf(key), held);
  const launcher = LAUNCHERS.get(key);
  if (launcher !== undefined) return launcher;
  if (held.alt && [KEY.tab, KEY.escape, KEY.f4].some((code) => code === key))
    return named(nameOf(key), held);
  // With Control it may be the right Alt key of many keyboards, which types.
  if (held.alt && !held.control && key === KEY.space) return named(nameOf(key), held);
  return held.control && key === KEY.escape ? named(nameOf(key), held) : undefined;
}

function afterWindows(key: number, held: HeldKeys): boolean {
  return AFTER_WINDOWS.has(key) || (held.control && AFTER_WINDOWS_AND_CONTROL.has(key));
}

/** In the notation of Electron's accelerators, as the other blocked combinations are told. */
function named(key: string, { control, alt, shift, windows }: HeldKeys): string {
  return [
    ...(control ? ['Control'] : []),
    ...(windows ? ['Super'] : []),
    ...(alt ? ['Alt'] : []),
    ...(shift ? ['Shift'] : []),
    key,
  ].join('+');
}

const NAMES = new Map<number, string>([
  [KEY.tab, 'Tab'],
  [KEY.escape, 'Escape'],
  [KEY.space, 'Space'],
  [KEY.f4, 'F4'],
  [0x24, 'Home'],
  [0x25, 'Left'],
  [0x26, 'Up'],
  [0x27, 'Right'],
  [0x28, 'Down'],
  [0xbc, ','],
]);

/** Letters and digits by themselves, function keys by number, the rest by code. */
function nameOf(key: number): string {
  const known = NAMES.get(key);
  if (known !== undefined) return known;
  if ((key >= 0x30 && key <= 0x39) || (key >= 0x41 && key <= 0x5a)) return String.fromCharCode(key);
  if (key >= 0x70 && key <= 0x87) return `F${key - 0x6f}`;
  return `Key${key.toString(16).toUpperCase()}`;
}
