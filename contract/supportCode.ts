import { CONTESTABLE_STEPS, type Contested, type ContestableStep } from './contest.ts';
import type { Reason } from './reasons.ts';

/**
 * A support code: staff allow one step in one session, over the phone, and the app can tell without
 * network that the code is theirs. Sixteen characters of Crockford's base 32 (crockford.com/base32.html),
 * which has no I, L, O or U: six say what the code is for, ten are the beginning of an HMAC-SHA256 over
 * them under the session's support key. The first six alone are the code's id, which may be reported.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const ID_LENGTH = 6;
/** 50 bits. With the waits below a year of guessing has one chance in thirty thousand million. */
const MAC_LENGTH = 10;
export const CODE_LENGTH = ID_LENGTH + MAC_LENGTH;

/** Of the 30 bits of an id: which step, which of several codes with the same end, and the end. */
const STEP_BITS = 3;
const NUMBER_BITS = 3;
const MINUTE_BITS = 24;
/** Codes for one step of a session that may end in the same minute. */
export const CODES_A_MINUTE = 2 ** NUMBER_BITS;
/** Minutes are counted from here; 24 bits of them last until November 2056. */
const FIRST_MINUTE = Date.UTC(2025, 0, 1);
const MINUTE = 60_000;

/** HMAC-SHA256 of a text under the session's support key. Given in: this folder computes no hashes. */
export type Mac = (text: string) => Uint8Array;

export interface CodeFacts {
  readonly step: ContestableStep;
  /** Milliseconds since the epoch, the server's clock; a full minute. The code is good before it. */
  readonly expiresAt: number;
  /** Below `CODES_A_MINUTE`. */
  readonly number: number;
}

/** The next full minute: what a code can name as its end. */
export function codeEnd(at: number): number {
  return Math.ceil(at / MINUTE) * MINUTE;
}

/** @throws RangeError when the end or the number cannot be written */
export function codeIdOf({ step, expiresAt, number }: CodeFacts): string {
  const minutes = (expiresAt - FIRST_MINUTE) / MINUTE;
  const fits = (value: number, bits: number) =>
    Number.isInteger(value) && value >= 0 && value < 2 ** bits;
  if (!fits(minutes, MINUTE_BITS)) throw new RangeError(`no code ends at ${expiresAt}`);
  if (!fits(number, NUMBER_BITS)) throw new RangeError(`no code has the number ${number}`);
  const tail = number * 2 ** MINUTE_BITS + minutes;
  const bits = CONTESTABLE_STEPS.indexOf(step) * 2 ** (NUMBER_BITS + MINUTE_BITS) + tail;
  let id = '';
  for (let place = ID_LENGTH - 1; place >= 0; place -= 1) {
    id += ALPHABET.charAt(Math.floor(bits / 32 ** place) % 32);
  }
  return id;
}

/** What an id says; undefined when it is none. */
export function readCodeId(id: string): CodeFacts | undefined {
  if (id.length !== ID_LENGTH || !isPlain(id)) return undefined;
  let bits = 0;
  for (const sign of id) bits = bits * 32 + ALPHABET.indexOf(sign);
  const step = CONTESTABLE_STEPS[Math.floor(bits / 2 ** (NUMBER_BITS + MINUTE_BITS))];
  if (step === undefined || bits >= 2 ** (STEP_BITS + NUMBER_BITS + MINUTE_BITS)) return undefined;
  const number = Math.floor(bits / 2 ** MINUTE_BITS) % CODES_A_MINUTE;
  return { step, number, expiresAt: FIRST_MINUTE + (bits % 2 ** MINUTE_BITS) * MINUTE };
}

/** The whole code of an id. */
export function makeCode(session: string, id: string, mac: Mac): string {
  const bytes = mac(`invigil-support-code-1\n${session}\n${id}`);
  let code = id;
  for (let sign = 0; sign < MAC_LENGTH; sign += 1) {
    let value = 0;
    for (let bit = sign * 5; bit < sign * 5 + 5; bit += 1) {
      value = value * 2 + (((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
    }
    code += ALPHABET.charAt(value);
  }
  return code;
}

/**
 * A code as it was meant: in capitals, without spaces and dashes of any kind, with the letters that look
 * like digits read as these, as Crockford's base 32 wants it.
 */
export function readTyped(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Dash_Punctuation}\p{Format}−_.·]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}

/** In groups of four, to be read aloud. */
export function groupCode(code: string): string {
  return code.match(/.{1,4}/g)?.join('-') ?? '';
}

export type CodeRefusal = Extract<Reason, `support_code_${string}`>;

export type CodeVerdict =
  { readonly ok: true; readonly id: string } | { readonly ok: false; readonly reason: CodeRefusal };

/**
 * Judges what a candidate typed. Only a well-formed code that staff did not make is `wrong`, and only
 * that is a guess; the others name what to ask staff for.
 */
export function verifyCode(code: {
  readonly typed: string;
  /** Of the verdict that is contested. */
  readonly step: ContestableStep;
  readonly session: string;
  readonly now: number;
  readonly mac: Mac;
}): CodeVerdict {
  const typed = readTyped(code.typed);
  if (typed.length !== CODE_LENGTH || !isPlain(typed)) {
    return { ok: false, reason: 'support_code_malformed' };
  }
  const id = typed.slice(0, ID_LENGTH);
  const isOurs = isSame(typed, makeCode(code.session, id, code.mac));
  const facts = readCodeId(id);
  if (!isOurs || facts === undefined) return { ok: false, reason: 'support_code_wrong' };
  if (code.now >= facts.expiresAt) return { ok: false, reason: 'support_code_expired' };
  if (facts.step !== code.step) return { ok: false, reason: 'support_code_other_step' };
  return { ok: true, id };
}

/** Wrong codes that cost nothing: a misheard letter is no attack. */
const FREE_TRIES = 2;
const FIRST_WAIT = 30_000;
const LONGEST_WAIT = 15 * MINUTE;

/** How long no code is tried after this many wrong ones. Milliseconds; grows, and never for ever. */
export function waitAfter(failedCodes: number): number {
  if (failedCodes <= FREE_TRIES) return 0;
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(failedCodes - FREE_TRIES - 1, 10));
}

/** What is left of the wait; milliseconds. A clock that was turned back makes it no longer. */
export function waitLeft({ failedCodes, failedAt }: Contested, now: number): number {
  const whole = waitAfter(failedCodes);
  return Math.min(whole, Math.max(0, failedAt + whole - now));
}

function isPlain(text: string): boolean {
  for (const sign of text) if (!ALPHABET.includes(sign)) return false;
  return true;
}

/** Takes the same time wherever the two differ. Both are of one length. */
function isSame(one: string, other: string): boolean {
  let difference = 0;
  for (let place = 0; place < one.length; place += 1) {
    difference |= one.charCodeAt(place) ^ other.charCodeAt(place);
  }
  return difference === 0;
}
