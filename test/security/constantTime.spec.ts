import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/*
 * How long a comparison takes must not tell how much of a guessed signature is right. Whoever makes a
 * MAC on the server compares in constant time, or has a reason here why nothing is compared.
 */

const SERVER = fileURLToPath(new URL('../../server', import.meta.url));

/** Files that make a MAC and compare none. */
const COMPARES_NOTHING: Readonly<Record<string, string>> = {
  'client/redeemRoute.ts': 'derives a token; it is looked up by its hash',
  'supportKeys.ts': 'derives codes; only their public ids are looked up',
  'people/staffKeys.ts': 'marks texts; what is given back is looked up by its mark',
};

/** Comparisons that name a secret's kin and compare no secret. */
const NO_SECRETS: Readonly<Record<string, string>> = {
  'lostAfter.hash === end.hash': 'both stand in what the app itself sent and was told',
  'last.hash === log.hash': 'both are read from our own database',
  "hash.digest('hex') !== entry.sha256": 'a checksum of a backup against decay, no signature',
};

const files = readdirSync(SERVER, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.includes('node_modules'))
  .map((file) => ({
    file: file.split(path.sep).join('/'),
    text: readFileSync(path.join(SERVER, file), 'utf8'),
  }));

it('every file that makes a MAC compares it in constant time, or says why it compares none', () => {
  const makers = files.filter(({ text }) => /\bcreateHmac\b/.test(text));
  expect(makers.length).toBeGreaterThan(1);
  const unsure = makers.filter(
    ({ file, text }) => !/\btimingSafeEqual\(/.test(text) && COMPARES_NOTHING[file] === undefined,
  );
  expect(unsure.map(({ file }) => file)).toEqual([]);
  const gone = Object.keys(COMPARES_NOTHING).filter(
    (file) => !makers.some((maker) => maker.file === file),
  );
  expect(gone).toEqual([]);
});

it('no signature, secret, token or hash is compared by === with another', () => {
  const SECRET = String.raw`[\w.]*(?:signature|secret|hmac|digest|password|token|hash|mac)\b(?:\([^)]*\))?`;
  const compared = new RegExp(
    String.raw`${SECRET}\s*[!=]==\s*(?!undefined|null|'|"|\d|true|false)[\w.]+`,
    'gi',
  );
  const found = files.flatMap(({ file, text }) =>
    [...text.matchAll(compared)]
      .map(([match]) => match)
      .filter((match) => NO_SECRETS[match] === undefined)
      .map((match) => `${file}: ${match}`),
  );
  expect(found).toEqual([]);
});

it('tokens of the LMS are verified by the library, with one algorithm and its constant time', () => {
  const verifying = files.filter(({ text }) => /\bjwtVerify\(/.test(text));
  expect(verifying.map(({ file }) => file)).toContain('integration/readToken.ts');
  for (const { text } of verifying) expect(text).toContain('algorithms:');
});
