import { z } from 'zod';
import type { Reading } from './faults.ts';

/** What a kind of value is called and bound by, for the generated page and for the tests. */
export interface KindFacts {
  /** Type word of the generated page. */
  readonly type: string;
  /** In Unicode code points; for a list, of one entry. */
  readonly maxLength?: number;
  readonly maxEntries?: number;
  readonly values?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  /** Fields of a JSON object. */
  readonly keys?: Fields;
  /** Wire forms taken besides the plain one. */
  readonly alsoTaken?: string;
}

/** One kind of value: how it is read from the wire, and what it is once read. */
export interface Kind<Value> extends KindFacts {
  /** The normalised form. Whatever `read` returns passes it unchanged. */
  readonly schema: z.ZodType<Value>;
  /**
   * Reads a value that is neither `undefined`, `null` nor blank text.
   * @returns `undefined` after a fault, or when the value amounts to nothing sent
   */
  read(raw: unknown, reading: Reading): Value | undefined;
}

export type Presence = 'mandatory' | 'defaulted' | 'optional';

/** What is told of a field besides its kind. */
export interface About {
  /** What the LMS says with it. */
  readonly meaning: string;
  /** What Invigil does with it. */
  readonly use: string;
  /** `stored`: kept with the session, no effect on the exam yet. */
  readonly effect: 'effective' | 'stored';
  /** Other names on the wire, in the order in which they count. */
  readonly aliases?: readonly string[];
  /** Which public document or program the facts come from; `own` is our decision where they are silent. */
  readonly source: string;
}

export interface Field<Value = unknown, P extends Presence = Presence> extends About {
  readonly presence: P;
  readonly kind: Kind<Value>;
  /** Of a `defaulted` field: its value when nothing was sent. */
  readonly fallback?: Value;
}

/** A group of fields by their documented names. */
export type Fields = Readonly<Record<string, Field>>;

type ValueOf<F> = F extends Field<infer Value> ? Value : never;

/** The zod shape of a group of fields. */
export type ShapeOf<F extends Fields> = {
  [Name in keyof F]: F[Name]['presence'] extends 'optional'
    ? z.ZodExactOptional<z.ZodType<ValueOf<F[Name]>>>
    : z.ZodType<ValueOf<F[Name]>>;
};

export function mandatory<V>(kind: Kind<V>, about: About): Field<V, 'mandatory'> {
  return { presence: 'mandatory', kind, ...about };
}

export function optional<V>(kind: Kind<V>, about: About): Field<V, 'optional'> {
  return { presence: 'optional', kind, ...about };
}

export function defaulted<V>(kind: Kind<V>, fallback: V, about: About): Field<V, 'defaulted'> {
  return { presence: 'defaulted', kind, fallback, ...about };
}

/** The shape of the normalised form: optional fields may be absent, all others are there. */
export function shapeOf<F extends Fields>(fields: F): ShapeOf<F> {
  const shape = Object.entries(fields).map(([name, field]) => [
    name,
    field.presence === 'optional' ? z.exactOptional(field.kind.schema) : field.kind.schema,
  ]);
  // The entries were made name by name from the very fields that ShapeOf maps.
  return Object.fromEntries(shape) as ShapeOf<F>;
}
