import fc from 'fast-check';

/** Values that have broken servers before: of other types, too long, too deep, or not text at all. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    ...[null, true, 0, -1, 1e308, -0, 2 ** 53, '', ' ', [], {}, [[]], [null]],
    ...['\u0000', '\ud800', '\u202e', 'a'.repeat(5_000), '../../etc/passwd', '%00', '{{7*7}}'],
    ...["'; drop table sessions; --", '<script>alert(1)</script>', '${jndi:ldap://x}'],
    ...['2026-02-30T00:00:00Z', '9999999999', '1e400', 'NaN', '__proto__', 'constructor'],
    ...[{ __proto__: null }, { constructor: { prototype: {} } }, { toString: 1 }, { length: 1e9 }],
    ...['javascript:alert(1)', 'https://user:pass@host', 'http://[::1', 'file:///etc/passwd'],
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.double(),
  fc.jsonValue({ maxDepth: 3 }),
  fc.nat(400).map((depth) => nested(depth)),
);

function nested(depth: number): unknown {
  let value: unknown = 0;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

type Place = readonly (string | number)[];

function placesOf(value: unknown, at: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [at];
  const inside = Object.entries(value).flatMap(([key, each]) => placesOf(each, [...at, key]));
  return [at, ...inside];
}

/** The same with one thing wrong: replaced, left out, or more than there should be. */
export function spoilt(valid: object): fc.Arbitrary<unknown> {
  const places = placesOf(valid).filter((place) => place.length > 0);
  return fc
    .tuple(fc.constantFrom(...places), fc.constantFrom('replace', 'remove', 'add'), hostile)
    .map(([place, how, value]) => changed(structuredClone(valid), place, how, value));
}

function changed(value: unknown, place: Place, how: string, put: unknown): unknown {
  const [key, ...rest] = place;
  if (key === undefined || typeof value !== 'object' || value === null) return put;
  const holder = value as Record<string, unknown>;
  if (rest.length > 0) {
    holder[key] = changed(holder[key], rest, how, put);
    return holder;
  }
  if (how === 'add') return { ...holder, [`${String(key)}2`]: put };
  if (how === 'remove') {
    const { [String(key)]: _removed, ...others } = holder;
    return Array.isArray(value) ? Object.values(others) : others;
  }
  holder[key] = put;
  return holder;
}

/** Text in which a few characters are others, are gone, or stand twice. */
export function garbled(text: string): fc.Arbitrary<string> {
  const change = fc.tuple(
    fc.nat(Math.max(0, text.length - 1)),
    fc.constantFrom('other', 'cut', 'twice', 'end'),
    fc.string({ minLength: 1, maxLength: 1 }),
  );
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) =>
    changes.reduce((now, [at, how, letter]) => {
      if (how === 'end') return now.slice(0, at);
      const middle = how === 'other' ? letter : how === 'cut' ? '' : now.charAt(at) + letter;
      return now.slice(0, at) + middle + now.slice(at + 1);
    }, text),
  );
}

/** A body as it travels: JSON of a value, cut or garbled JSON, or any bytes. */
export function bodyOf(value: fc.Arbitrary<unknown>): fc.Arbitrary<Uint8Array> {
  const text = value.map(jsonOf);
  return fc.oneof(
    { weight: 8, arbitrary: text.map(utf8) },
    { weight: 1, arbitrary: text.chain((each) => garbled(each)).map(utf8) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 600 }) },
  );
}

/** As `JSON.stringify`, which has no text for what is nothing. */
export function jsonOf(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value);
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
