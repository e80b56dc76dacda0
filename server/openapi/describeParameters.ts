import { z } from 'zod';
import {
  PARAMETER_GROUPS,
  StartParameters,
  ExamParameters,
} from '../../contract/startParameters.ts';
import type { Field } from '../../contract/startParameters/field.ts';

/** A JSON schema; what is in it is the library's business. */
export type JsonSchema = Record<string, unknown>;

/**
 * The JSON schema of what is sent. The library writes what a value is; of parameters it is then said what
 * each means, and only what has no default is needed.
 */
export function sentSchema(schema: z.ZodType): JsonSchema {
  const made = jsonSchema(schema, 'input');
  return schema === StartParameters || schema === ExamParameters ? asSent(made) : made;
}

export function answeredSchema(schema: z.ZodType): JsonSchema {
  return jsonSchema(schema, 'output');
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const made = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' });
  // Said once for the whole document.
  const { $schema: _said, ...rest } = made as JsonSchema;
  return rest;
}

const FIELDS: Readonly<Record<string, Field>> = Object.fromEntries(
  Object.values(PARAMETER_GROUPS).flatMap((group) => Object.entries<Field>(group)),
);

function asSent(made: JsonSchema): JsonSchema {
  const properties = made['properties'] as Record<string, JsonSchema>;
  const named = Object.entries(properties).filter(([name]) => FIELDS[name] !== undefined);
  return {
    ...made,
    properties: Object.fromEntries(
      named.map(([name, value]) => [name, { ...value, description: FIELDS[name]?.meaning ?? '' }]),
    ),
    required: named.map(([name]) => name).filter((name) => FIELDS[name]?.presence === 'mandatory'),
    // What no field names is kept and shown.
    additionalProperties: true,
  };
}
