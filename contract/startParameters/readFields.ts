import type { z } from 'zod';
import type { Reading } from './faults.ts';
import type { Field, Fields, ShapeOf } from './field.ts';
import { isAbsent } from './text.ts';

/**
 * Reads every field of a group from an object and keeps what no field names.
 * Every fault is reported to `reading`; after one, the result is not to be used.
 */
export function readFields<F extends Fields>(
  fields: F,
  input: Readonly<Record<string, unknown>>,
  reading: Reading,
): z.output<z.ZodObject<ShapeOf<F>>> {
  const known = new Set<string>();
  const values: [string, unknown][] = [];
  for (const [name, field] of Object.entries(fields)) {
    for (const wireName of [name, ...(field.aliases ?? [])]) known.add(wireName);
    const value = readField(name, field, input, reading);
    if (value !== undefined) values.push([name, value]);
  }
  for (const [key, value] of Object.entries(input)) {
    if (known.has(key)) continue;
    reading.keep(key, value);
    reading.inside(key).note('unknown_key', 'is not known; kept with the session, without effect');
  }
  // Field by field these are the values that the kinds of `fields` give; a test holds the schema to it.
  return Object.fromEntries(values) as z.output<z.ZodObject<ShapeOf<F>>>;
}

function readField(
  name: string,
  field: Field,
  input: Readonly<Record<string, unknown>>,
  reading: Reading,
): unknown {
  const sent = [name, ...(field.aliases ?? [])].filter((key) => Object.hasOwn(input, key));
  const [chosen, ...rest] = sent.filter((key) => !isAbsent(input[key]));
  if (chosen === undefined) {
    if (field.presence === 'mandatory') reportAbsence(sent[0], name, reading);
    return fallbackOf(field);
  }
  for (const other of rest) {
    reading.inside(other).note('alias_ignored', `is another name of ${chosen}, which counts`);
  }
  return field.kind.read(input[chosen], reading.inside(chosen)) ?? fallbackOf(field);
}

/** A copy of the default, so that no reader of one start can change it for the next. */
function fallbackOf({ fallback }: Field): unknown {
  if (Array.isArray(fallback)) return [...(fallback as unknown[])];
  return typeof fallback === 'object' && fallback !== null ? { ...fallback } : fallback;
}

function reportAbsence(sent: string | undefined, name: string, reading: Reading): void {
  if (sent === undefined) reading.inside(name).fault('missing', 'is mandatory and was not sent');
  else reading.inside(sent).fault('empty', 'is mandatory and was sent empty');
}
