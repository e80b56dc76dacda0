import { describe, expect, it } from 'vitest';
import { areInstalled, missingDependencies } from '../../../scripts/dependencies.mjs';

const wanted = {
  packages: {
    '': { version: '0.1.0' },
    server: { version: '0.1.0' },
    'node_modules/@invigil/server': { link: true },
    'node_modules/zod': { version: '4.6.7' },
    'server/node_modules/pg': { version: '8.23.1' },
    'node_modules/other-platform': { version: '1.0.0', optional: true },
  },
};

describe('what node_modules lacks', () => {
  it('is nothing when every package is there, other platforms aside', () => {
    const { '': _root, 'node_modules/other-platform': _optional, ...packages } = wanted.packages;
    expect(missingDependencies(wanted, { packages })).toEqual([]);
  });

  it('is what is absent or of another version', () => {
    const packages = {
      'node_modules/zod': { version: '4.6.6' },
      'node_modules/other-platform': { version: '0.9.0', optional: true },
    };
    expect(missingDependencies(wanted, { packages })).toEqual([
      'node_modules/zod',
      'server/node_modules/pg',
      'node_modules/other-platform',
    ]);
  });

  it('is nothing in the checkout these tests run in', () => {
    expect(areInstalled()).toBe(true);
  });
});
