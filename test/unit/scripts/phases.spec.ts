import { describe, expect, it } from 'vitest';
import { choosePhases, inGroups, phases } from '../../../scripts/phases.mjs';

const names = (parameters: string[]) => choosePhases(parameters).map(({ name }) => name);

describe('the phases of the gate', () => {
  it('are all run unless told otherwise', () => {
    expect(choosePhases([])).toEqual(phases);
  });

  it('are run in their own order, whatever the order asked for', () => {
    expect(names(['--only', 'e2e,unit'])).toEqual(['unit', 'e2e']);
  });

  it.each([[['--only']], [['--only', 'units']], [['unit']], [['--only', 'unit', 'e2e']]])(
    'refuse %j and name what there is',
    (parameters) => {
      expect(() => choosePhases(parameters)).toThrow('phases: types, lint, format, unit');
    },
  );
});

describe('phases at the same time', () => {
  it('are those that keep each other company, and one of them alone when only that is asked for', () => {
    const grouped = (parameters: string[]) =>
      inGroups(choosePhases(parameters)).map((group) => group.map(({ name }) => name));
    expect(grouped([])[0]).toEqual(['types', 'lint', 'format']);
    expect(grouped([]).flat()).toEqual(names([]));
    expect(grouped(['--only', 'lint,unit'])).toEqual([['lint'], ['unit']]);
  });
});
