import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BatchLog, canonicalJson, logBatchText, logLinkText } from '../../../contract/logChain.ts';

describe('canonical JSON', () => {
  test('means the same as the value, and is the same before and after the journey', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        const travelled: unknown = JSON.parse(JSON.stringify(value));
        expect(JSON.parse(text)).toEqual(travelled);
        expect(canonicalJson(travelled)).toBe(text);
      }),
    );
  });

  test('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
      }),
    );
  });

  test('sorts by UTF-16 units and writes numbers as RFC 8785 does', () => {
    // The keys of RFC 8785 §3.2.3, the numbers of its appendix B.
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
    const sorted = ['\r', '1', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33'];
    const text = canonicalJson(Object.fromEntries(keys.map((key) => [key, 0])));
    expect(text).toBe(`{${sorted.map((key) => `${JSON.stringify(key)}:0`).join(',')}}`);
    expect(canonicalJson([-0, 1e21, 1e-7, 333333333.3333333, 4.5, 2e-3])).toBe(
      '[0,1e+21,1e-7,333333333.3333333,4.5,0.002]',
    );
  });

  test('leaves out what JSON does not carry', () => {
    expect(canonicalJson({ b: undefined, a: [undefined, null] })).toBe('{"a":[null,null]}');
  });
});

const hash = 'A'.repeat(43);
const batch = { key: hash, first: 1, previous: hash };

describe('what is hashed and signed', () => {
  test('is another text for every other place, session, key or content', () => {
    const other = 'E'.repeat(43);
    const lost = { number: 3, hash };
    const texts = [
      logBatchText('s', batch, { number: 1, hash }),
      logBatchText('t', batch, { number: 1, hash }),
      logBatchText('s', { ...batch, key: other }, { number: 1, hash }),
      logBatchText('s', { ...batch, first: 2 }, { number: 1, hash }),
      logBatchText('s', { ...batch, previous: other }, { number: 1, hash }),
      logBatchText('s', batch, { number: 2, hash }),
      logBatchText('s', batch, { number: 1, hash: other }),
      logBatchText('s', { ...batch, lostAfter: lost }, { number: 1, hash }),
      logBatchText('s', { ...batch, lostAfter: { ...lost, hash: other } }, { number: 1, hash }),
    ];
    expect(new Set(texts).size).toBe(texts.length);
    expect(logLinkText(hash, { a: 1 })).not.toBe(logLinkText(other, { a: 1 }));
  });

  test('comes in one form only: two keys that decode alike are not both keys', () => {
    const signature = `${'A'.repeat(85)}A`;
    expect(BatchLog.safeParse({ ...batch, signature }).success).toBe(true);
    const loose = [
      { ...batch, signature, key: `${'A'.repeat(42)}B` },
      { ...batch, signature, previous: 'A'.repeat(44) },
      { ...batch, signature: `${'A'.repeat(85)}B` },
      { ...batch, signature, first: 0 },
    ];
    for (const each of loose) expect(BatchLog.safeParse(each).success).toBe(false);
  });
});
