import type { ExamFields } from './examFields.ts';
import { refuseField } from './readFields.ts';
import type { Params } from './signature.ts';

/** A truth and its words, as ProctorExam's samples write one: words that are none are one empty text. */
type Pair = readonly [boolean, readonly string[]];

/** Whose pairs these are, in their order. The seventh is not named there; here it is the free text. */
const PAIRS = [
  ['allow_websites', 'allowed_websites'],
  ['allow_external_applications', 'allowed_external_applications'],
  ['allow_textbooks', 'allowed_textbooks'],
  ['allow_calculator', 'allowed_calculator_type'],
  ['allow_pen_paper', undefined],
  ['allow_additional', 'allowed_additional'],
  [undefined, 'restrictions'],
] as const;

/** `restrictions` of an answer: JSON text of seven pairs (ProctorExam API v3, samples of exams). */
export function restrictionsText(fields: ExamFields): string {
  return JSON.stringify(pairsOf(fields));
}

function pairsOf(fields: ExamFields): Pair[] {
  return PAIRS.map(([allow, allowed]) => {
    const words = allowed === undefined ? null : fields[allowed];
    const said = allow === undefined ? null : fields[allow];
    return [said ?? words !== null, [words ?? '']];
  });
}

/**
 * Takes the pairs of an answer back: each becomes the two fields it was made of, so that an exam can be
 * read, changed and sent whole. A pair as the exam has it already says nothing new, and a field beside
 * it that does counts more. Prose stays prose.
 * @param kept what the exam has already; none for a new one
 * @throws ServerRefusal for what begins as pairs and is none: no candidate is to read it as a rule
 */
export function spreadRestrictions(params: Params, kept?: ExamFields): Params {
  const pairs = readPairs(params['restrictions']);
  if (pairs === undefined) return params;
  const before = kept === undefined ? [] : pairsOf(kept);
  const { restrictions: _restrictions, ...rest } = params;
  const spread: Record<string, unknown> = rest;
  PAIRS.forEach(([allow, allowed], index) => {
    const [said, words] = pairs[index] ?? [false, []];
    const [saidBefore, wordsBefore] = before[index] ?? [undefined, undefined];
    const text = words.filter((word) => word !== '').join(', ');
    if (allow !== undefined && said !== saidBefore && isUnsaid(spread, allow, kept)) {
      spread[allow] = said;
    }
    if (allowed === undefined || text === wordsBefore?.join(', ')) return;
    if (isUnsaid(spread, allowed, kept)) spread[allowed] = text === '' ? null : text;
  });
  return spread;
}

/** Not sent, or sent as it is kept. */
function isUnsaid(params: Params, name: keyof ExamFields, kept?: ExamFields): boolean {
  return params[name] === undefined || (kept !== undefined && params[name] === kept[name]);
}

/** The documents' pages write JSON with single quotes; such text is taken where it can be read. */
function readPairs(value: unknown): Pair[] | undefined {
  if (typeof value !== 'string') return isPairs(value) ? value : undefined;
  if (!/^\s*\[\s*\[\s*(true|false)\b/.test(value)) return undefined;
  const read = [value, value.replaceAll("'", '"')].map(jsonOf).find(isPairs);
  if (read !== undefined) return read;
  throw refuseField('restrictions', 'invalid', 'is neither text nor seven pairs');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

function isPairs(value: unknown): value is Pair[] {
  return Array.isArray(value) && value.length === PAIRS.length && value.every(isPair);
}

function isPair(value: unknown): value is Pair {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [said, words] = value as unknown[];
  return (
    typeof said === 'boolean' &&
    Array.isArray(words) &&
    words.every((word) => typeof word === 'string')
  );
}
