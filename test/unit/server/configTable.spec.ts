import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ConfigFile } from '../../../server/config.ts';

const README = 'server/README.md';

/** A row of the table: the keys that it is about, and all that may say more of what is below them. */
interface Row {
  readonly keys: readonly string[];
  readonly text: string;
}

/** The rows that begin with a key; one without a dot of its own stands under the first of its row. */
function rowsOf(page: string): Row[] {
  return page
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => {
      const named = [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(
        (one) => one[1] ?? '',
      );
      const [first = ''] = named;
      const under = first.slice(0, first.lastIndexOf('.') + 1);
      const links = [...line.matchAll(/\]\(([^)#]+\.md)\)/g)].map((one) => one[1] ?? '');
      const linked = links.map((link) => readFileSync(join(dirname(README), link), 'utf8'));
      return {
        keys: named.map((key) => (key.includes('.') ? key : under + key)),
        text: [line, ...linked].join('\n'),
      };
    });
}

interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape | boolean;
}

/** Every key below, the way there included. */
function keysOf({ properties = {}, items }: Shape, way: string): string[] {
  const own = Object.entries(properties).flatMap(([name, below]) => {
    const key = way === '' ? name : `${way}.${name}`;
    return [key, ...keysOf(below, key)];
  });
  return typeof items === 'object' ? [...own, ...keysOf(items, `${way}[]`)] : own;
}

describe('the table of the configuration', () => {
  const rows = rowsOf(readFileSync(README, 'utf8'));
  const shape = z.toJSONSchema(ConfigFile, { io: 'input', unrepresentable: 'any' }) as Shape;
  const keys = keysOf(shape, '');

  it('has a row for every key of the file, and of an integration', () => {
    expect(keys).toContain('integrations[].unattended');
    // What holds others has a row for each of them instead.
    const own = keys.filter(
      (key) =>
        /^(integrations\[\]\.|listen\.)?\w+$/.test(key) && !/^(integrations|listen)$/.test(key),
    );
    const named = new Set(rows.flatMap((row) => row.keys));
    expect(own.filter((key) => !named.has(key))).toEqual([]);
  });

  it('says of every key below one of these what it is, or leads to a page that does', () => {
    const unsaid = keys.filter((key) => {
      const above = rows.filter((row) => row.keys.some((own) => key !== own && isBelow(key, own)));
      if (above.length === 0) return false;
      const name = /\w+$/.exec(key)?.[0] ?? '';
      return !above.some(({ text }) => new RegExp(`\\b${name}\\b`).test(text));
    });
    expect(unsaid).toEqual([]);
  });

  it('names no key that there is not', () => {
    const known = new Set(keys);
    expect(rows.flatMap((row) => row.keys).filter((key) => !known.has(key))).toEqual([]);
  });
});

function isBelow(key: string, above: string): boolean {
  return key.startsWith(`${above}.`) || key.startsWith(`${above}[]`);
}
