import type fc from 'fast-check';
import type { Shot } from '../shot.ts';
import type { World } from '../world.ts';

/** Kinds of input by name; each makes one from the world as it is then. */
export type Kinds = Readonly<Record<string, (world: World) => fc.Arbitrary<Shot>>>;

export const JSON_TYPE = { 'content-type': 'application/json' };
export const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };
