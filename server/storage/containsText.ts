import { sql, type RawBuilder } from 'kysely';
import { withoutMarks } from './withoutMarks.ts';

/**
 * Whether a text holds what was typed, whatever the capitals and accents. A database made for the locale
 * C knows the capitals of ASCII only, so it is also looked for as it is written: as it was typed, in small
 * letters, and each word with a capital.
 */
export function containsText(column: RawBuilder<unknown>, typed: string): RawBuilder<boolean> {
  const small = typed.toLowerCase();
  const capital = small.replace(/(^|[\s-])\p{L}/gu, (letter) => letter.toUpperCase());
  const pattern = (part: string): string => `%${part.replace(/[\\%_]/g, '\\$&')}%`;
  const ways = [...new Set([typed, capital, small])].map(
    (part) => sql`${column} like ${pattern(part)}`,
  );
  const plain = small.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
  const folded = sql`lower(${withoutMarks(column)}) like ${pattern(plain)}`;
  return sql<boolean>`(${folded} or ${sql.join(ways, sql` or `)})`;
}
