import type { Migration } from 'kysely';
import { first } from './first.ts';

/** In order of their names. One that has run anywhere is never changed; a new one is added. */
export const migrations: Record<string, Migration> = {
  '0001_first': first,
};
