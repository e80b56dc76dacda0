import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { documents, pageOf } from '../../../scripts/docs/documents.ts';

const root = path.join(import.meta.dirname, '../../..');

it.each(documents.map((document) => [document.path, document] as const))(
  '%s says what the sources say; if not, run `npm run docs`',
  async (file, document) => {
    expect(await readFile(path.join(root, file), 'utf8')).toBe(await pageOf(document));
  },
);
