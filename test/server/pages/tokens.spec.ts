import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const sheet = readFileSync(new URL('../../../assets/look/tokens.css', import.meta.url), 'utf8');

type Scheme = 'light' | 'dark';
type Colours = Readonly<Record<string, string>>;

/** The colours of a block, as one scheme sees them. */
function coloursIn(block: string, scheme: Scheme): Colours {
  const found = block.matchAll(/--colour-([\w-]+):\s*light-dark\((#\w{6}),\s*(#\w{6})\)/g);
  return Object.fromEntries(
    [...found].map(([, name = '', light = '', dark = '']) => [
      name,
      scheme === 'light' ? light : dark,
    ]),
  );
}

/** The text between the braces that follow a selector. */
function blockOf(selector: string): string {
  const at = sheet.indexOf(`${selector} {`);
  if (at < 0) throw new Error(`no ${selector}`);
  return sheet.slice(at, sheet.indexOf('}', at));
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const GROUNDS = ['paper', 'surface', 'sunken', 'raised'];
const WORDS: readonly (readonly [string, readonly string[]])[] = [
  ['ink', [...GROUNDS, 'accent-soft', 'good-soft', 'warn-soft', 'bad-soft']],
  ['ink-quiet', GROUNDS],
  ['accent', [...GROUNDS, 'accent-soft']],
  ['accent-hover', GROUNDS],
  ['good', [...GROUNDS, 'good-soft']],
  ['warn', [...GROUNDS, 'warn-soft']],
  ['bad', [...GROUNDS, 'bad-soft']],
  ['on-accent', ['accent', 'accent-hover']],
  ['on-meaning', ['good', 'warn', 'bad', 'ink-quiet']],
];

const plain = (scheme: Scheme): Colours => coloursIn(blockOf(':root'), scheme);
const strong = (selector: string, scheme: Scheme): Colours => ({
  ...plain(scheme),
  ...coloursIn(blockOf(selector), scheme),
});

const LOOKS = [
  ['light', plain('light'), 4.5],
  ['dark', plain('dark'), 4.5],
  ['light, more contrast', strong(":root[data-contrast='more']", 'light'), 7],
  ['dark, more contrast', strong(":root[data-contrast='more']", 'dark'), 7],
] as const;

describe.each(LOOKS)('the colours, %s', (_look, colours, least) => {
  const pairs = WORDS.flatMap(([word, grounds]) =>
    grounds.map((ground) => [word, ground] as const),
  );
  it.each(pairs)('%s can be read on %s', (word, ground) => {
    const ratio = contrast(colours[word] ?? '', colours[ground] ?? '');
    expect(ratio).toBeGreaterThanOrEqual(least);
  });
  it.each(['paper', 'surface', 'raised'])(
    'lines of controls and the focus show on %s',
    (ground) => {
      for (const line of ['line-strong', 'focus']) {
        expect(contrast(colours[line] ?? '', colours[ground] ?? '')).toBeGreaterThanOrEqual(3);
      }
    },
  );
});

it('more contrast is the same by the system’s wish and by the reader’s choice', () => {
  const words = (block: string) =>
    block
      .replace(/^[^{]*\{/, '')
      .replace(/\s+/g, ' ')
      .trim();
  expect(words(blockOf(":root:not([data-contrast='normal'])"))).toBe(
    words(blockOf(":root[data-contrast='more']")),
  );
});
