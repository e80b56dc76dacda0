import { z } from 'zod';

/** Truths come as such, and as text in a query string or from clients that write everything as text. */
export const lenientBoolean = z
  .union([z.boolean(), z.enum(['true', 'false', 'True', 'False', '1', '0'])], {
    error: 'is not a boolean',
  })
  .transform((value) => value === true || value === 'true' || value === 'True' || value === '1');

/** A whole number, as such or as decimal digits. */
export function wholeNumber(least: number, most: number) {
  return z
    .union([z.number(), z.string().regex(/^-?\d{1,15}$/)], { error: 'is not a number' })
    .transform(Number)
    .refine((value) => Number.isInteger(value), { error: 'must be an integer' })
    .refine((value) => value >= least, { error: `must be greater than or equal to ${least}` })
    .refine((value) => value <= most, { error: `must be less than or equal to ${most}` });
}

/** A number that the server gave out. */
export const numericId = wholeNumber(1, 2_147_483_647);

/** Text that a database can keep. */
export function text(most: number) {
  return z
    .string({ error: 'is not a string' })
    .max(most, { error: `is too long (maximum is ${most} characters)` })
    .regex(/^[^\0]*$/, { error: 'is invalid' });
}

/** Text that says something. */
export function filledText(most: number) {
  return text(most).regex(/\S/, { error: "can't be blank" });
}

/** Compared and kept in lower case: nobody has two mailboxes that differ in nothing else. */
export const emailAddress = text(255)
  .transform((address) => address.trim().toLowerCase())
  .pipe(z.email({ error: 'is invalid' }));

export const webAddressOrNone = z
  .union([
    z.literal('').transform(() => null),
    z.url({ protocol: /^https?$/, error: 'is not an http or https address' }).max(600),
  ])
  .nullable()
  .default(null);

/** Epoch numbers below this are seconds, above it milliseconds: the year 5138, or 1973. */
const MILLISECONDS_FROM = 1e11;
const LATEST = Date.parse('2200-01-01T00:00:00Z');

/** ISO 8601 with its offset, or an epoch number in seconds or milliseconds. Empty means none. */
export const moment = z
  .union([z.string().max(40), z.number(), z.null()])
  .transform((value, context) => {
    if (value === null || value === '') return null;
    const at = momentOf(value);
    if (at !== undefined && at >= 0 && at <= LATEST) return new Date(at).toISOString();
    context.addIssue({
      code: 'custom',
      message: 'is not a time: ISO 8601 with an offset, or epoch',
    });
    return z.NEVER;
  });

const ISO = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)? ?(Z|UTC|[+-]\d\d:?\d\d)$/;

function momentOf(value: string | number): number | undefined {
  const number =
    typeof value === 'number' ? value : /^\d+$/.test(value) ? Number(value) : undefined;
  if (number !== undefined) return number < MILLISECONDS_FROM ? number * 1000 : number;
  if (typeof value !== 'string' || !ISO.test(value)) return undefined;
  const tidy = value
    .replace(' ', 'T')
    .replace(/ ?UTC$/, 'Z')
    .replace(/ ?([+-]\d\d):?(\d\d)$/, '$1:$2');
  const at = Date.parse(tidy);
  return Number.isNaN(at) ? undefined : at;
}
