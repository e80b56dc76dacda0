import { z } from 'zod';
import type { Kind } from './field.ts';
import { characters, faultOfText, typeName } from './text.ts';

const TRUE = new Set<unknown>([true, 'true', 1, '1']);
const FALSE = new Set<unknown>([false, 'false', 0, '0']);

/** Text, kept as it was sent. */
export function text(maxLength?: number): Kind<string> {
  return textKind('string', maxLength, (raw) => (typeof raw === 'string' ? raw : undefined));
}

/** An id of the LMS. Launchers send whole numbers too (`accountId: 1`, wire-facts); they become text. */
export function identifier(maxLength: number): Kind<string> {
  const kind = textKind('string', maxLength, (raw) => {
    if (typeof raw === 'string') return raw;
    // A number beyond 2^53 has lost digits on its way and would name another object.
    return Number.isSafeInteger(raw) ? String(raw) : undefined;
  });
  return { ...kind, alsoTaken: 'a whole number' };
}

function textKind(
  type: string,
  maxLength: number | undefined,
  textOf: (raw: unknown) => string | undefined,
): Kind<string> {
  return {
    type,
    ...(maxLength === undefined ? {} : { maxLength }),
    schema: z.string().refine((value) => faultOfText(value, maxLength) === undefined),
    read(raw, reading) {
      const value = textOf(raw);
      if (value === undefined) {
        reading.fault('wrong_type', `must be text, not ${typeName(raw)}`);
        return undefined;
      }
      const fault = faultOfText(value, maxLength);
      if (fault !== undefined) reading.fault(fault.code, fault.message);
      return fault === undefined ? value : undefined;
    },
  };
}

/** True or false; launchers and form encoders also send `"true"`, `"0"`, `1`. */
export function truth(): Kind<boolean> {
  return {
    type: 'boolean',
    alsoTaken: '`"true"`, `"false"`, `1`, `0`, `"1"`, `"0"`',
    schema: z.boolean(),
    read(raw, reading) {
      const value = typeof raw === 'string' ? raw.trim().toLowerCase() : raw;
      if (TRUE.has(value)) return true;
      if (FALSE.has(value)) return false;
      reading.fault('wrong_type', `must be true or false, not ${typeName(raw)}`);
      return undefined;
    },
  };
}

/** A whole number within bounds, both included. */
export function whole(minimum: number, maximum: number): Kind<number> {
  return numberKind('int', minimum, maximum, /^[+-]?\d{1,15}$/, z.number().int());
}

/** A number within bounds, both included. */
export function decimal(minimum: number, maximum: number): Kind<number> {
  return numberKind('float', minimum, maximum, /^[+-]?\d{1,15}(\.\d{1,15})?$/, z.number());
}

function numberKind(
  type: 'int' | 'float',
  minimum: number,
  maximum: number,
  pattern: RegExp,
  schema: z.ZodNumber,
): Kind<number> {
  return {
    type,
    minimum,
    maximum,
    alsoTaken: 'the number as text',
    schema: schema.min(minimum).max(maximum),
    read(raw, reading) {
      const value = numberOf(raw, pattern);
      if (value === undefined || (type === 'int' && !Number.isInteger(value))) {
        const wanted = type === 'int' ? 'a whole number' : 'a number';
        reading.fault('wrong_type', `must be ${wanted}, not ${typeName(raw)}`);
        return undefined;
      }
      if (value < minimum || value > maximum) {
        reading.fault('out_of_range', `must be from ${String(minimum)} to ${String(maximum)}`);
        return undefined;
      }
      // -0 would not survive JSON.
      return value === 0 ? 0 : value;
    },
  };
}

function numberOf(raw: unknown, pattern: RegExp): number | undefined {
  if (typeof raw === 'number') return Number.isFinite(raw) ? raw : undefined;
  if (typeof raw !== 'string' || !pattern.test(raw.trim())) return undefined;
  return Number(raw.trim());
}

/** One of the listed words, exactly as written. */
export function choice<const Word extends string>(values: readonly [Word, ...Word[]]): Kind<Word> {
  return {
    type: 'string (enum)',
    values,
    schema: z.enum(values),
    read(raw, reading) {
      if (typeof raw !== 'string') {
        reading.fault('wrong_type', `must be text, not ${typeName(raw)}`);
        return undefined;
      }
      const found = values.find((word) => word === raw.trim());
      if (found === undefined) {
        const sent = characters(raw) > 40 ? 'what was sent' : JSON.stringify(raw);
        reading.fault('not_in_enum', `must be one of ${values.join(', ')}, not ${sent}`);
      }
      return found;
    },
  };
}
