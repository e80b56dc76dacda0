import { z } from 'zod';
import type { Reading } from './faults.ts';
import { shapeOf, type Fields, type Kind, type ShapeOf } from './field.ts';
import { isAbsent, typeName } from './text.ts';
import { readFields } from './readFields.ts';

/** Fields of type JSON arrive as JSON or as text that holds JSON (a form field, a column of the LMS). */
function jsonOf(raw: unknown, reading: Reading): unknown {
  if (typeof raw !== 'string') return raw;
  try {
    return JSON.parse(raw) as unknown;
  } catch {
    reading.fault('not_json', 'must be JSON, or text that holds JSON');
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A JSON object of known keys. `[]` counts as `{}`: PHP writes an empty map that way. */
export function jsonObject<const F extends Fields>(
  keys: F,
): Kind<z.output<z.ZodObject<ShapeOf<F>>>> {
  const schema = z.object(shapeOf(keys));
  return {
    type: 'JSON object',
    keys,
    alsoTaken: 'JSON text; `[]` for `{}`',
    schema,
    read(raw, reading) {
      const value = jsonOf(raw, reading);
      if (isAbsent(value)) return undefined;
      const object = Array.isArray(value) && value.length === 0 ? {} : value;
      if (!isObject(object)) {
        reading.fault('wrong_type', `must be an object, not ${typeName(value)}`);
        return undefined;
      }
      return readFields(keys, object, reading);
    },
  };
}

/**
 * A JSON list of short texts. Entries are trimmed; blank and repeated ones are left out.
 * `{"0": …, "2": …}` is taken too: PHP writes a list with gaps that way.
 */
export function jsonList(entry: Kind<string>, maxEntries: number): Kind<string[]> {
  return {
    type: 'JSON list',
    ...(entry.maxLength === undefined ? {} : { maxLength: entry.maxLength }),
    maxEntries,
    alsoTaken: 'JSON text; an object with numbers as keys',
    schema: z.array(entry.schema).max(maxEntries),
    read(raw, reading) {
      const value = jsonOf(raw, reading);
      if (isAbsent(value)) return undefined;
      const list = listOf(value);
      if (list === undefined) {
        reading.fault('wrong_type', `must be a list, not ${typeName(value)}`);
        return undefined;
      }
      if (list.length > maxEntries) {
        const sent = String(list.length);
        reading.fault('too_long', `may hold ${String(maxEntries)} entries, ${sent} were sent`);
        return undefined;
      }
      return readEntries(entry, list, reading);
    },
  };
}

function listOf(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value as unknown[];
  if (!isObject(value)) return undefined;
  const keys = Object.keys(value);
  return keys.every((key) => /^\d+$/.test(key)) ? Object.values(value) : undefined;
}

function readEntries(entry: Kind<string>, list: unknown[], reading: Reading): string[] | undefined {
  const values = new Set<string>();
  let blanks = 0;
  list.forEach((raw, index) => {
    if (isAbsent(raw)) {
      blanks += 1;
      return;
    }
    const trimmed = typeof raw === 'string' ? raw.trim() : raw;
    const value = entry.read(trimmed, reading.entry(index));
    if (value !== undefined) values.add(value);
  });
  if (blanks > 0) reading.note('blank_entries', `${String(blanks)} blank entries were left out`);
  // An empty text area of a settings form sends `[""]`. Taking it for `[]` would switch off the
  // preset of forbidden processes without anyone having asked for it.
  return blanks > 0 && blanks === list.length ? undefined : [...values];
}
