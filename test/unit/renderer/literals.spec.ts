import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../../../renderer');
const screens = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.tsx'),
);

/** Attributes that a person reads or hears. */
const READ = new Set(['title', 'label', 'alt', 'placeholder', 'aria-label', 'lead', 'hint']);

/** Words in the markup itself; punctuation between two sentences is none. */
function literalsOf(file: string): string[] {
  const source = readFileSync(path.join(root, file), 'utf8');
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const isWords = (text: string) => /\p{L}{2,}/u.test(text);
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && isWords(node.text)) found.push(node.text.trim());
    if (
      ts.isJsxAttribute(node) &&
      READ.has(node.name.getText()) &&
      node.initializer !== undefined &&
      ts.isStringLiteral(node.initializer) &&
      isWords(node.initializer.text)
    ) {
      found.push(node.initializer.text);
    }
    if (ts.isJsxExpression(node) && node.expression !== undefined) {
      if (ts.isStringLiteral(node.expression) && ts.isJsxElement(node.parent)) {
        if (isWords(node.expression.text)) found.push(node.expression.text);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

it('finds screens to look at', () => {
  expect(screens.length).toBeGreaterThan(40);
});

it.each(screens)('%s takes every word from the catalogue', (file) => {
  expect(literalsOf(file)).toEqual([]);
});
