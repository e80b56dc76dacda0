import type { FaultCode } from './faults.ts';

// Under the `u` flag \p{Surrogate} meets only lone halves, never a whole pair.
const UNKEEPABLE = /[\u{0}\p{Surrogate}]/u;

/**
 * Length in Unicode code points: what PostgreSQL's `varchar(n)` and most servers count, so `é`, `漢`
 * and `😀` are one each. Not UTF-16 units (JavaScript's `length`), not bytes.
 */
export function characters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
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
  if (UNKEEPABLE.test(text)) {
    return { code: 'bad_character', message: 'holds a NUL or a lone half of a surrogate pair' };
  }
  return undefined;
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
