import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { documents, pageOf } from './docs/documents.ts';

/** `npm run docs`: writes every page that is made of the sources. A test fails when one is out of date. */
const root = path.join(import.meta.dirname, '..');

for (const document of documents) {
  const target = path.join(root, document.path);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, await pageOf(document));
  process.stdout.write(`${document.path}\n`);
}
