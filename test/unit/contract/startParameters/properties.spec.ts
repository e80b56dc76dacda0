import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  FaultCode,
  parseExamParameters,
  parseStartParameters,
  StartParameters,
} from '../../../../contract/startParameters.ts';
import { SEED_FIELDS, type SeedField } from './seedFields.ts';
import { SMALLEST_START } from './starts.ts';

function textUpTo(length: number | undefined): fc.Arbitrary<string> {
  return fc
    .string({ unit: 'binary', minLength: 1, maxLength: Math.min(length ?? 300, 300) })
    .filter((text) => text.trim() !== '' && !text.includes('\u0000'));
}

function valueOf(field: SeedField): fc.Arbitrary<unknown> {
  switch (field.type) {
    case 'id':
      return fc.oneof(textUpTo(field.length), fc.maxSafeInteger());
    case 'text':
      return textUpTo(field.length);
    case 'url':
      return fc
        .webUrl({ validSchemes: ['http', 'https'], withQueryParameters: true })
        .filter((url) => url.length <= field.length);
    case 'boolean':
      return fc.constantFrom<unknown>(true, false, 'true', 'false', 1, 0, '1', '0');
    case 'enum':
      return fc.constantFrom(...field.values);
    case 'minutes':
      return fc
        .integer({ min: 1, max: 600 })
        .chain((minutes) => fc.constantFrom<unknown>(minutes, String(minutes)));
    case 'date':
      return field.name === 'startDate'
        ? fc.constantFrom('2026-01-01T00:00:00Z', '2026-06-20T07:00:00+0200')
        : fc.constantFrom('2026-06-20T07:00:00Z', '2032-01-01T00:00:00+0000');
    case 'list':
      return fc.array(textUpTo(255), { maxLength: 5 });
    case 'object':
      return field.name === 'preliminaryCheck'
        ? fc.constantFrom<unknown>(
            {},
            { enabled: false },
            { enabled: '1', photo_url: 'http://x.example/' },
          )
        : fc.constantFrom<unknown>(field.unset, JSON.stringify(field.unset), {}, []);
  }
}

/** Starts that are in order, with any of the optional fields and a few keys that nobody knows. */
const goodStarts = fc
  .record(
    Object.fromEntries(SEED_FIELDS.map((field) => [field.name, valueOf(field)])) as Record<
      string,
      fc.Arbitrary<unknown>
    >,
    { requiredKeys: SEED_FIELDS.filter((field) => 'mandatory' in field).map(({ name }) => name) },
  )
  .chain((start) =>
    fc
      .dictionary(
        fc.string().map((key) => `x-${key}`),
        fc.jsonValue(),
      )
      .map((more) => ({ ...more, ...start })),
  );

describe('for every start in order', () => {
  it('the parameters are taken, and pass their own schema unchanged', () => {
    fc.assert(
      fc.property(goodStarts, (start) => {
        const parsed = parseStartParameters(start);
        if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
        expect(StartParameters.parse(parsed.parameters)).toStrictEqual(parsed.parameters);
      }),
    );
  });

  it('the parameters survive JSON, and are the same when read again', () => {
    fc.assert(
      fc.property(goodStarts, (start) => {
        const parsed = parseStartParameters(start);
        if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
        const { unknown, ...known } = parsed.parameters;
        const again = parseStartParameters({
          ...unknown,
          ...(JSON.parse(JSON.stringify(known)) as object),
        });
        expect(again).toMatchObject({ ok: true, parameters: known });
      }),
    );
  });

  it('every fault put into it is found, each at its place', () => {
    const breakable = SEED_FIELDS.filter(({ name }) => !name.endsWith('Date')).map(
      ({ name }) => name,
    );
    fc.assert(
      fc.property(goodStarts, fc.subarray(breakable, { minLength: 1 }), (start, broken) => {
        const bad = Object.fromEntries(broken.map((name) => [name, [[]]]));
        const parsed = parseStartParameters({ ...start, ...bad });
        const paths = parsed.ok ? [] : parsed.faults.map(({ path }) => path.replace('[0]', ''));
        expect(paths.toSorted()).toEqual(broken.toSorted());
      }),
    );
  });
});

describe('for every input whatsoever', () => {
  const hostile = fc.oneof(
    fc.anything({
      withBigInt: true,
      withNullPrototype: true,
      withDate: true,
      withMap: true,
      withObjectString: true,
    }),
    fc
      .dictionary(
        fc.constantFrom(...SEED_FIELDS.map(({ name }) => name), '__proto__', 'ldb', 'x'),
        fc.anything(),
      )
      .map((fields) => ({ ...SMALLEST_START, ...fields })),
  );

  it('there is an answer: parameters that pass their schema, or faults with known codes', () => {
    fc.assert(
      fc.property(hostile, (input) => {
        const parsed = parseStartParameters(input);
        if (parsed.ok) StartParameters.parse(parsed.parameters);
        else for (const { code } of parsed.faults) FaultCode.parse(code);
        expect(parsed.ok || parsed.faults.length > 0).toBe(true);
        expect(() => parseExamParameters(input)).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });
});
