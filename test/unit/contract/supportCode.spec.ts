import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTESTABLE_STEPS, NOTHING_CONTESTED } from '../../../contract/contest.ts';
import {
  CODE_LENGTH,
  codeEnd,
  codeIdOf,
  CODES_A_MINUTE,
  groupCode,
  makeCode,
  readCodeId,
  readTyped,
  verifyCode,
  waitAfter,
  waitLeft,
  type CodeFacts,
} from '../../../contract/supportCode.ts';

const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SESSION = '7b0f64a1-3f2c-4d55-9d0e-3f6b5f2c8a11';
const MINUTE = 60_000;
const FIRST = Date.UTC(2025, 0, 1);

const macOf = (key: string) => (text: string) => createHmac('sha256', key).update(text).digest();
const mac = macOf('a key of the tests');

const facts: fc.Arbitrary<CodeFacts> = fc.record({
  step: fc.constantFrom(...CONTESTABLE_STEPS),
  expiresAt: fc.integer({ min: 0, max: 2 ** 24 - 1 }).map((minute) => FIRST + minute * MINUTE),
  number: fc.integer({ min: 0, max: CODES_A_MINUTE - 1 }),
});

/** Good a minute before its end. */
const verify = (typed: string, { step, expiresAt }: CodeFacts) =>
  verifyCode({ typed, step, session: SESSION, now: expiresAt - MINUTE, mac });

describe('a support code', () => {
  it('says in six signs what it is for', () => {
    fc.assert(
      fc.property(facts, (each) => {
        const id = codeIdOf(each);
        expect(id).toMatch(new RegExp(`^[${SIGNS}]{6}$`));
        expect(readCodeId(id)).toEqual(each);
      }),
    );
  });

  it('is known again, however it is spelt', () => {
    const spelling = fc.array(
      fc.record({
        before: fc.constantFrom('', ' ', '-', '–', '\u00a0', '\u2009', '\u200b', '.', '_'),
        small: fc.boolean(),
        zero: fc.constantFrom('0', 'o', 'O'),
        one: fc.constantFrom('1', 'i', 'I', 'l', 'L'),
      }),
      { minLength: CODE_LENGTH, maxLength: CODE_LENGTH },
    );
    fc.assert(
      fc.property(facts, spelling, (each, spelt) => {
        const code = makeCode(SESSION, codeIdOf(each), mac);
        const typed = spelt
          .map(({ before, small, zero, one }, place) => {
            const sign = code.charAt(place);
            const said = sign === '0' ? zero : sign === '1' ? one : sign;
            return before + (small ? said.toLowerCase() : said);
          })
          .join('');
        expect(readTyped(typed)).toBe(code);
        expect(verify(typed, each)).toEqual({ ok: true, id: code.slice(0, 6) });
        expect(verify(groupCode(code), each).ok).toBe(true);
      }),
    );
  });

  it('with one sign changed is none', () => {
    const place = fc.integer({ min: 0, max: CODE_LENGTH - 1 });
    const sign = fc.constantFrom(...SIGNS.split(''));
    fc.assert(
      fc.property(facts, place, sign, (each, at, other) => {
        const code = makeCode(SESSION, codeIdOf(each), mac);
        fc.pre(code.charAt(at) !== other);
        const changed = code.slice(0, at) + other + code.slice(at + 1);
        expect(verify(changed, each)).toEqual({ ok: false, reason: 'support_code_wrong' });
      }),
    );
  });

  it('of another session, or under another key, is none', () => {
    fc.assert(
      fc.property(facts, (each) => {
        const id = codeIdOf(each);
        for (const code of [makeCode('another', id, mac), makeCode(SESSION, id, macOf('other'))]) {
          expect(verify(code, each)).toEqual({ ok: false, reason: 'support_code_wrong' });
        }
      }),
    );
  });

  it('is malformed when it is too short, too long or has a sign that no code has', () => {
    const code = makeCode(
      SESSION,
      codeIdOf({ step: 'displays', expiresAt: FIRST, number: 0 }),
      mac,
    );
    for (const typed of ['', code.slice(1), `${code}0`, `U${code.slice(1)}`, `é${code.slice(1)}`]) {
      const verdict = verify(typed, { step: 'displays', expiresAt: FIRST + 2 * MINUTE, number: 0 });
      expect(verdict).toEqual({ ok: false, reason: 'support_code_malformed' });
    }
  });

  it('ends at its minute, and not before', () => {
    fc.assert(
      fc.property(facts, (each) => {
        const typed = makeCode(SESSION, codeIdOf(each), mac);
        const at = (now: number) =>
          verifyCode({ typed, step: each.step, session: SESSION, now, mac });
        expect(at(each.expiresAt - 1).ok).toBe(true);
        expect(at(each.expiresAt)).toEqual({ ok: false, reason: 'support_code_expired' });
      }),
    );
  });

  it('allows its own step alone', () => {
    fc.assert(
      fc.property(facts, fc.constantFrom(...CONTESTABLE_STEPS), (each, step) => {
        fc.pre(step !== each.step);
        const typed = makeCode(SESSION, codeIdOf(each), mac);
        expect(verify(typed, { ...each, step })).toEqual({
          ok: false,
          reason: 'support_code_other_step',
        });
      }),
    );
  });

  it('keeps fifty bits of the hash', () => {
    const id = codeIdOf({ step: 'processes', expiresAt: FIRST, number: 7 });
    const code = makeCode(SESSION, id, () => new Uint8Array([0xff, 0, 0xff, 0, 0xff, 0, 0xff]));
    // 11111 11100 00000 01111 11110 00000 00111 11111 00000 00011
    expect(code).toBe(`${id}ZW0FY07Z03`);
  });

  it('cannot be made for an end or a number that does not fit', () => {
    const good: CodeFacts = { step: 'displays', expiresAt: FIRST, number: 0 };
    expect(() => codeIdOf({ ...good, number: CODES_A_MINUTE })).toThrow(RangeError);
    expect(() => codeIdOf({ ...good, expiresAt: FIRST - MINUTE })).toThrow(RangeError);
    expect(() => codeIdOf({ ...good, expiresAt: FIRST + 1 })).toThrow(RangeError);
    expect(codeEnd(FIRST + 1)).toBe(FIRST + MINUTE);
    expect(codeEnd(FIRST)).toBe(FIRST);
  });

  it('is no id with another length, sign or step', () => {
    for (const id of ['', '00000', '0000000', 'U00000', '000000'.replace('0', 'Z')]) {
      expect(readCodeId(id)).toBeUndefined();
    }
  });
});

describe('after wrong codes', () => {
  it('the wait grows, has an end, and the first misheard ones cost nothing', () => {
    const waits = Array.from({ length: 40 }, (_, failed) => waitAfter(failed));
    expect(waits.slice(0, 5)).toEqual([0, 0, 0, 30_000, 60_000]);
    expect(waits).toEqual([...waits].sort((one, other) => one - other));
    expect(waits.at(-1)).toBe(15 * MINUTE);
  });

  it('what is left never exceeds the wait, wherever the clock is turned', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(1e9), fc.integer(), (failedCodes, failedAt, now) => {
        const left = waitLeft({ ...NOTHING_CONTESTED, failedCodes, failedAt }, now);
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left).toBeLessThanOrEqual(waitAfter(failedCodes));
        if (now >= failedAt + waitAfter(failedCodes)) expect(left).toBe(0);
      }),
    );
  });
});
