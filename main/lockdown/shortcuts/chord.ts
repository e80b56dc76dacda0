import type { Input } from 'electron';

/** One key combination, read from the notation of Electron's accelerators. */
export interface Chord {
  readonly name: string;
  readonly key: string;
  readonly control: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly meta: boolean;
  /** Written `*+F12`: whatever is held besides. */
  readonly withAnything: boolean;
}

type Keys = Pick<
  Input,
  'type' | 'key' | 'code' | 'control' | 'alt' | 'shift' | 'meta' | 'isComposing'
>;

/** `CommandOrControl+Shift+I` for this platform. The key stands last; `Plus` is written out. */
export function parseChord(name: string, platform: NodeJS.Platform): Chord {
  const parts = name.split('+');
  const key = parts.pop() ?? '';
  const mac = platform === 'darwin';
  const has = (...names: string[]) => parts.some((part) => names.includes(part));
  return {
    name,
    key: key.toLowerCase(),
    control: has('Control') || (!mac && has('CommandOrControl')),
    meta: has('Command', 'Super', 'Meta') || (mac && has('CommandOrControl')),
    alt: has('Alt'),
    shift: has('Shift'),
    withAnything: has('*'),
  };
}

/** Whether this press is that combination. Only going down counts. */
export function isPressed(chord: Chord, input: Keys): boolean {
  if (input.type !== 'keyDown' || keyOf(input) !== chord.key) return false;
  if (chord.withAnything) return true;
  return (
    input.control === chord.control &&
    input.alt === chord.alt &&
    input.shift === chord.shift &&
    input.meta === chord.meta
  );
}

/**
 * The key by its meaning where that is a Latin letter, else by its place: on AZERTY Ctrl+A has the
 * place of Q, on a Cyrillic layout no key means P.
 */
function keyOf({ key, code }: Keys): string {
  const place = /^(?:Key|Digit)(.)$/.exec(code)?.[1]?.toLowerCase();
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  if (place !== undefined) return place;
  if (key === ' ') return 'space';
  return key.replace(/^Arrow/, '').toLowerCase();
}

/**
 * Presses that are never ours: text being composed by an input method, and VoiceOver, which is
 * Control and Option held together on a Mac. (On Windows and Linux screen readers take their keys
 * before any window sees them.)
 */
export function isLeftAlone(input: Keys, platform: NodeJS.Platform): boolean {
  if (input.isComposing || input.key === 'Process' || input.key === 'Dead') return true;
  return platform === 'darwin' && input.control && input.alt;
}
