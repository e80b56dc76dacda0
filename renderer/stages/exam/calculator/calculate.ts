import {
  absDependencies,
  acosDependencies,
  addDependencies,
  asinDependencies,
  atanDependencies,
  cosDependencies,
  create,
  divideDependencies,
  eDependencies,
  evaluateDependencies,
  expDependencies,
  factorialDependencies,
  log10Dependencies,
  logDependencies,
  multiplyDependencies,
  piDependencies,
  powDependencies,
  sinDependencies,
  sqrtDependencies,
  subtractDependencies,
  tanDependencies,
  unaryMinusDependencies,
  unaryPlusDependencies,
} from 'mathjs/number';
import type { FactoryFunctionMap } from 'mathjs/number';

/** Only what the keys offer: nothing that makes units, matrices, text or functions. */
const PARTS: readonly (FactoryFunctionMap | undefined)[] = [
  absDependencies,
  acosDependencies,
  addDependencies,
  asinDependencies,
  atanDependencies,
  cosDependencies,
  divideDependencies,
  eDependencies,
  evaluateDependencies,
  expDependencies,
  factorialDependencies,
  log10Dependencies,
  logDependencies,
  multiplyDependencies,
  piDependencies,
  powDependencies,
  sinDependencies,
  sqrtDependencies,
  subtractDependencies,
  tanDependencies,
  unaryMinusDependencies,
  unaryPlusDependencies,
];

const math = create(PARTS.reduce<FactoryFunctionMap>((all, part) => ({ ...all, ...part }), {}));

export type CalculatorKind = 'simple' | 'scientific';
export type Angle = 'degrees' | 'radians';

/** Longest calculation, characters. */
export const LONGEST = 120;

/** The names a calculation may hold, and what the library calls them. */
const NAMES: Readonly<Record<string, string>> = {
  sin: 'sin',
  cos: 'cos',
  tan: 'tan',
  asin: 'asin',
  acos: 'acos',
  atan: 'atan',
  ln: 'log',
  log: 'log10',
  exp: 'exp',
  abs: 'abs',
  e: 'e',
};

const SIGNS: Readonly<Record<string, string>> = {
  '×': '*',
  '÷': '/',
  '−': '-',
  '√': 'sqrt',
  π: 'pi',
  ',': '.',
};

const PIECE = /\s+|\d+(?:[.,]\d*)?|[.,]\d+|[a-z]+|[-+*/^()%!×÷−√π]/giy;

/**
 * Works out what was typed.
 * @returns the number, or undefined where the calculation is incomplete, has no answer, or holds
 * anything that a calculator has no key for
 */
export function calculate(typed: string, angle: Angle): number | undefined {
  const expression = inLibraryWords(typed);
  if (expression === undefined) return undefined;
  try {
    const result: unknown = math.evaluate(expression, new Map(angleFunctions(angle)));
    return typeof result === 'number' && Number.isFinite(result) ? tidy(result) : undefined;
  } catch {
    // The library throws on every unfinished or senseless calculation; that is an answer here.
    return undefined;
  }
}

function inLibraryWords(typed: string): string | undefined {
  if (typed.trim() === '' || typed.length > LONGEST) return undefined;
  const words: string[] = [];
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < typed.length) {
    const piece = PIECE.exec(typed)?.[0];
    if (piece === undefined) return undefined;
    const word = /^[a-z]+$/i.test(piece)
      ? NAMES[piece.toLowerCase()]
      : (SIGNS[piece] ?? piece.replace(',', '.'));
    if (word === undefined) return undefined;
    words.push(word);
  }
  return words.join('');
}

type OfNumber = (value: number) => number;

/** In degrees the angle functions are ours; in radians the library's own serve. */
function angleFunctions(angle: Angle): [string, OfNumber][] {
  if (angle === 'radians') return [];
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const degrees = (value: number) => (value * 180) / Math.PI;
  return [
    ['sin', (value) => tidy(Math.sin(radians(value)))],
    ['cos', (value) => tidy(Math.cos(radians(value)))],
    ['tan', (value) => (tidy(Math.cos(radians(value))) === 0 ? NaN : Math.tan(radians(value)))],
    ['asin', (value) => degrees(Math.asin(value))],
    ['acos', (value) => degrees(Math.acos(value))],
    ['atan', (value) => degrees(Math.atan(value))],
  ];
}

/** Without the dust of binary fractions: sin 180° is 0, and 0.1 + 0.2 is 0.3. */
function tidy(value: number): number {
  if (Math.abs(value) < 1e-14) return 0;
  return Number(value.toPrecision(13));
}

/** A result as the display shows it and as it can be typed again. */
export function sayNumber(value: number, language: string): string {
  const size = Math.abs(value);
  const far = size !== 0 && (size >= 1e15 || size < 1e-9);
  return new Intl.NumberFormat(language, {
    numberingSystem: 'latn',
    useGrouping: false,
    maximumSignificantDigits: 12,
    notation: far ? 'scientific' : 'standard',
  }).format(value);
}

/** The mark between whole and part: a comma in French. */
export function decimalMark(language: string): string {
  const parts = new Intl.NumberFormat(language, { numberingSystem: 'latn' }).formatToParts(1.5);
  return parts.find(({ type }) => type === 'decimal')?.value ?? '.';
}
