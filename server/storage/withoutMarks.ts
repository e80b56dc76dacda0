import { sql, type RawBuilder } from 'kysely';

/**
 * A text without its accents, so that Émile stands beside Emil. Databases here may have no collations of
 * languages (a cluster of locale C, PGlite); a letter and its marks are told apart by Unicode itself (NFD),
 * and U+0300 to U+036F are the marks of European scripts.
 */
export function withoutMarks(column: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`regexp_replace(normalize(${column}, NFD), '[\\u0300-\\u036f]', '', 'g')`;
}
