import { createHmac, timingSafeEqual } from 'node:crypto';

/** The parameters of a call: texts of a query string, or values of a JSON body. */
export type Params = Readonly<Record<string, unknown>>;

/** How a value that is no text is written before it is signed. */
export type Writing = (value: unknown) => string;

/** As JSON without spaces, which is also how numbers and truths read. */
const compact: Writing = (value) => JSON.stringify(value);

/** As Python prints: truths with a capital, a space after every comma and colon. */
const spaced: Writing = (value) => {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return spacedJson(value);
};

/** The same, and whatever is not ASCII escaped, which is Python's own choice. */
const spacedAscii: Writing = (value) =>
  spaced(value).replace(
    /[\u0080-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

function spacedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spacedJson).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([key, each]) => `${JSON.stringify(key)}: ${spacedJson(each)}`,
  );
  return `{${entries.join(', ')}}`;
}

/** The document leaves the writing of lists to the client, so each of these counts. */
const WRITINGS: readonly Writing[] = [compact, spaced, spacedAscii];

/**
 * What is signed: every parameter but the signature as `name=value`, sorted by name, joined with `?`,
 * nothing URL-encoded (ProctorExam API v3).
 */
export function baseText(params: Params, write: Writing = compact): string {
  return Object.keys(params)
    .filter((name) => name !== 'signature')
    .sort()
    .map((name) => {
      const value = params[name];
      return `${name}=${typeof value === 'string' ? value : write(value)}`;
    })
    .join('?');
}

/** Hexadecimal HMAC-SHA256 under the user's secret key. */
export function sign(params: Params, secret: string, write: Writing = compact): string {
  return createHmac('sha256', secret).update(baseText(params, write)).digest('hex');
}

/**
 * Whether a call is signed with this key. Every way of writing is tried however the first ones come
 * out, and each is compared in constant time, so the time taken tells nothing.
 */
export function signatureFits(params: Params, secret: string): boolean {
  const { signature } = params;
  const isHash = typeof signature === 'string' && /^[0-9a-f]{64}$/i.test(signature);
  const given = Buffer.from(isHash ? signature : '0'.repeat(64), 'hex');
  const fits = WRITINGS.map((write) =>
    timingSafeEqual(Buffer.from(sign(params, secret, write), 'hex'), given),
  );
  return fits.includes(true) && isHash;
}
