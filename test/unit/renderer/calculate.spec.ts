import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  calculate,
  decimalMark,
  LONGEST,
  sayNumber,
} from '../../../renderer/stages/exam/calculator/calculate.ts';
import { keysOf } from '../../../renderer/stages/exam/calculator/keys.ts';

describe('a calculation', () => {
  it.each([
    ['7×6', 42],
    ['1+2×3', 7],
    ['(1+2)×3', 9],
    ['10÷4', 2.5],
    ['5−8', -3],
    ['−3+1', -2],
    ['0,1+0.2', 0.3],
    ['50+10%', 55],
    ['200%', 2],
    ['2^10', 1024],
    ['√(2)^2', 2],
    ['5!', 120],
    ['π', Math.PI],
    ['ln(e)', 1],
    ['log(1000)', 3],
    ['exp(0)', 1],
    ['abs(−4)', 4],
    [' 1 + 1 ', 2],
  ])('%s', (typed, value) => {
    expect(calculate(typed, 'degrees')).toBeCloseTo(value, 10);
  });

  it.each([
    ['sin(30)', 'degrees', 0.5],
    ['sin(180)', 'degrees', 0],
    ['cos(60)', 'degrees', 0.5],
    ['tan(45)', 'degrees', 1],
    ['asin(1)', 'degrees', 90],
    ['atan(1)', 'degrees', 45],
    ['sin(π÷2)', 'radians', 1],
    ['acos(0)', 'radians', Math.PI / 2],
  ] as const)('%s in %s', (typed, angle, value) => {
    expect(calculate(typed, angle)).toBeCloseTo(value, 10);
  });

  it.each([
    '',
    '1+',
    '(1',
    '1÷0',
    '√(−1)',
    'tan(90)',
    '2 x 3',
    'import("x")',
    'eval(1)',
    'a=5',
    '[1,2]',
    '"text"',
    '1;2',
    'f(x)=x',
    'cos.constructor',
    'unit(5)',
    'x'.repeat(LONGEST + 1),
    `1${'+1'.repeat(LONGEST)}`,
  ])('"%s" is none', (typed) => {
    expect(calculate(typed, 'degrees')).toBeUndefined();
  });

  it('never throws, whatever is typed', () => {
    const keys = keysOf('scientific').flatMap(({ types }) => (types === undefined ? [] : [types]));
    const typed = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.array(fc.constantFrom(...keys), { maxLength: 20 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(typed, (words) => {
        const value = calculate(words, 'degrees');
        expect(value === undefined || Number.isFinite(value)).toBe(true);
      }),
    );
  });

  it('agrees with arithmetic on sums and products', () => {
    const whole = fc.integer({ min: -10_000, max: 10_000 });
    fc.assert(
      fc.property(whole, whole, whole, (a, b, c) => {
        expect(calculate(`(${a})+(${b})×(${c})`, 'degrees')).toBe(a + b * c || 0);
      }),
    );
  });
});

describe('a result', () => {
  it.each([
    [2.5, 'fr', '2,5'],
    [2.5, 'ar', '2.5'],
    [1234567, 'en', '1234567'],
    [1 / 3, 'en', '0.333333333333'],
    [1e20, 'en', '1E20'],
  ])('%d in %s reads %s', (value, language, said) => {
    expect(sayNumber(value, language)).toBe(said);
  });

  it('can be typed again in the language it was said in', () => {
    expect(calculate(sayNumber(2.5, 'fr'), 'degrees')).toBe(2.5);
    expect(decimalMark('fr')).toBe(',');
  });
});

it('has only keys that can be calculated with', () => {
  for (const { types, sign } of keysOf('scientific')) {
    if (types === undefined || !/[a-zπ√]/i.test(types)) continue;
    const whole = types.endsWith('(') ? `${types}0.5)` : types;
    expect(calculate(whole, 'radians'), sign).toBeTypeOf('number');
  }
});
