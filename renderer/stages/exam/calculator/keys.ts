import type { CalculatorKind } from './calculate.ts';

/** Words of the catalogue under `calculator`, for keys whose sign does not read well aloud. */
export type KeyName =
  | 'plus'
  | 'minus'
  | 'times'
  | 'divide'
  | 'percent'
  | 'point'
  | 'open'
  | 'close'
  | 'power'
  | 'square'
  | 'root'
  | 'sin'
  | 'cos'
  | 'tan'
  | 'asin'
  | 'acos'
  | 'atan'
  | 'log'
  | 'ln'
  | 'exp'
  | 'pi'
  | 'e'
  | 'factorial'
  | 'abs'
  | 'clear'
  | 'delete'
  | 'equals';

export interface CalculatorKey {
  /** What the key shows. */
  readonly sign: string;
  /** What it types; keys that type nothing act. */
  readonly types?: string;
  readonly name?: KeyName;
  readonly look?: 'digit' | 'sign' | 'function' | 'equals';
}

const digit = (sign: string): CalculatorKey => ({ sign, types: sign, look: 'digit' });
const sign = (shown: string, name: KeyName, types = shown): CalculatorKey => ({
  sign: shown,
  types,
  name,
  look: 'sign',
});
const named = (shown: string, name: KeyName, types: string): CalculatorKey => ({
  sign: shown,
  types,
  name,
  look: 'function',
});

/** Rows of four, top to bottom. */
const SIMPLE: readonly CalculatorKey[] = [
  { sign: 'C', name: 'clear', look: 'sign' },
  sign('(', 'open'),
  sign(')', 'close'),
  { sign: '⌫', name: 'delete', look: 'sign' },
  ...['7', '8', '9'].map(digit),
  sign('÷', 'divide'),
  ...['4', '5', '6'].map(digit),
  sign('×', 'times'),
  ...['1', '2', '3'].map(digit),
  sign('−', 'minus'),
  digit('0'),
  { sign: '.', types: '.', name: 'point', look: 'digit' },
  sign('%', 'percent'),
  sign('+', 'plus'),
  { sign: '=', name: 'equals', look: 'equals' },
];

const SCIENTIFIC: readonly CalculatorKey[] = [
  named('sin', 'sin', 'sin('),
  named('cos', 'cos', 'cos('),
  named('tan', 'tan', 'tan('),
  named('π', 'pi', 'π'),
  named('sin⁻¹', 'asin', 'asin('),
  named('cos⁻¹', 'acos', 'acos('),
  named('tan⁻¹', 'atan', 'atan('),
  named('e', 'e', 'e'),
  named('ln', 'ln', 'ln('),
  named('log', 'log', 'log('),
  named('eˣ', 'exp', 'exp('),
  named('√', 'root', '√('),
  named('x²', 'square', '^2'),
  named('xʸ', 'power', '^'),
  named('x!', 'factorial', '!'),
  named('|x|', 'abs', 'abs('),
];

/** The keys of a kind of calculator. */
export function keysOf(kind: CalculatorKind): readonly CalculatorKey[] {
  return kind === 'simple' ? SIMPLE : [...SCIENTIFIC, ...SIMPLE];
}
