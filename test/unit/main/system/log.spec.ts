import { describe, expect, test } from 'vitest';
import { describe as inWords, redact } from '../../../../main/system/log.ts';

describe('a line of the log', () => {
  test.each([
    ['Authorization: Bearer abc.def-ghi', 'abc.def'],
    ['JWT eyJhbGciOiJIUzI1NiJ9.e30.sig', 'eyJ'],
    ['invigil://open?server=x&ticket=AAAABBBBCCCC', 'AAAABBBB'],
    ['https://lms/entry.php?proctor_accesscode=s3cret&id=1', 's3cret'],
    [`token ${'x'.repeat(43)}`, 'xxxx'],
  ])('does not hold the secret of %s', (line, secret) => {
    expect(redact(line)).not.toContain(secret);
  });

  test('keeps what helps', () => {
    const line = 'session 7b0f64a1-3f2c-4d55-9d0e-3f6b5f2c8a11 at https://lms.uni.example/mod/quiz';
    expect(redact(line)).toBe(line);
  });

  test('tells an error with what caused it', () => {
    const error = new Error('not sent', { cause: new TypeError('offline') });
    expect(inWords(error)).toBe('Error: not sent (TypeError: offline)');
  });
});
