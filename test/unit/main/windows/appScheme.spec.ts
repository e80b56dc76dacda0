import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerApp } from '../../../../main/windows/appScheme.ts';

let base = '';
let folder = '';
beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'scheme-'));
  folder = path.join(base, 'renderer');
  await mkdir(path.join(folder, 'assets'), { recursive: true });
  await writeFile(path.join(folder, 'index.html'), '<title>ours</title>');
  await writeFile(path.join(folder, 'assets', 'a.js'), 'export {}');
  await writeFile(path.join(folder, 'assets', 'secret.map'), '{}');
  await writeFile(path.join(base, 'outside.html'), 'outside');
});
afterAll(async () => {
  await rm(base, { recursive: true });
});

test('serves our own pages with their type and the content policy', async () => {
  const page = await answerApp('app://invigil/index.html', folder);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('ours');
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  const script = await answerApp('app://invigil/assets/a.js?x#y', folder);
  expect(script.headers.get('content-type')).toContain('javascript');
});

test.each([
  'app://invigil/../outside.html',
  'app://invigil/%2e%2e/outside.html',
  'app://invigil/..%2foutside.html',
  'app://invigil/assets/..%5c..%5coutside.html',
  'app://invigil/%00index.html',
  'app://invigil/%',
  'app://invigil/',
  'app://invigil/missing.html',
  'app://invigil/assets/secret.map',
  'app://other/index.html',
])('has nothing at %s', async (address) => {
  const answer = await answerApp(address, folder);
  expect(answer.status).toBe(404);
  expect(answer.headers.get('content-security-policy')).toBeTruthy();
});

test('no address leads out of the folder', async () => {
  const part = fc.constantFrom(
    '..',
    '%2e%2e',
    '.',
    'assets',
    '%2f',
    '%5c',
    '%252e',
    'outside.html',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 8 }), async (parts) => {
      const answer = await answerApp(`app://invigil/${parts.join('/')}`, folder);
      expect(await answer.text()).not.toContain('outside');
    }),
  );
});
