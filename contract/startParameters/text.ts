import type { FaultCode } from './faults.ts';

const NUL = '\u0000';
/** Under the `u` flag this meets only lone halves, never a whole pair. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * Length in Unicode code points: what PostgreSQL's `varchar(n)` and most servers count, so `é`, `漢`
 * and `😀` are one each. Not UTF-16 units (JavaScript's `length`), not bytes.
 */
export function characters(text: string): number {
  return Array.from(text).length;
}

/** What keeps a text from being stored, if anything. */
export function faultOfText(
  text: string,
  maxLength: number | undefined,
): { code: FaultCode; message: string } | undefined {
  if (maxLength !== undefined && characters(text) > maxLength) {
    const sent = String(characters(text));
    return {
      code: 'too_long',
      message: `may hold ${String(maxLength)} characters, ${sent} were sent`,
    };
  }
  if (storable(text) !== text) {
    return { code: 'bad_character', message: 'holds a NUL or a lone half of a surrogate pair' };
  }
  return undefined;
}

/** The text with what PostgreSQL refuses, and nobody can read, turned into U+FFFD. */
export function storable(text: string): string {
  return text.replaceAll(NUL, '\u{FFFD}').replace(LONE_SURROGATE, '\u{FFFD}');
}

/** `null`, blank text and no value at all are the same to an optional key. */
export function isAbsent(raw: unknown): boolean {
  return raw === undefined || raw === null || (typeof raw === 'string' && raw.trim() === '');
}

/** Names the type of a value for a message; never the value, which may be private. */
export function typeName(raw: unknown): string {
  if (raw === null) return 'null';
  if (Array.isArray(raw)) return 'a list';
  if (typeof raw === 'object') return 'an object';
  return raw === undefined ? 'nothing' : `this ${typeof raw}`;
}
