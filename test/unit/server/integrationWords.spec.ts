import { describe, expect, it } from 'vitest';
import english from '../../../contract/text/integration.en.json' with { type: 'json' };
import french from '../../../contract/text/integration.fr.json' with { type: 'json' };
import arabicWarnings from '../../../contract/text/warnings.ar.json' with { type: 'json' };
import englishWarnings from '../../../contract/text/warnings.en.json' with { type: 'json' };
import frenchWarnings from '../../../contract/text/warnings.fr.json' with { type: 'json' };
import { WARNING_OF } from '../../../server/callbacks/warningTypes.ts';

function pathsOf(words: object, prefix = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : pathsOf(value as object, `${prefix}${key}.`),
  );
}

describe('the words of what goes to other systems', () => {
  it('are complete in French', () => {
    expect(pathsOf(french).toSorted()).toEqual(pathsOf(english).toSorted());
  });

  it('name every warning that is told, in every language', () => {
    const types = [...new Set(Object.values(WARNING_OF).map(({ type }) => type))].toSorted();
    for (const words of [englishWarnings, frenchWarnings, arabicWarnings]) {
      expect(Object.keys(words).toSorted()).toEqual(types);
    }
  });
});
