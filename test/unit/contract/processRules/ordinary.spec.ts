import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ALL_RULES,
  OPERATING_SYSTEMS,
  processMatcher,
  type OperatingSystem,
} from '../../../../contract/processRules.ts';
import { comparable } from '../../../../contract/processRules/identity.ts';
import { MEANT, ordinaryNames } from './names.ts';

describe('ordinary programs', () => {
  it('are at least two thousand names of three systems', () => {
    const names = OPERATING_SYSTEMS.map((system) => new Set(ordinaryNames(system)).size);
    expect(Math.min(...names)).toBeGreaterThan(300);
    expect(names.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(2_000);
  });

  it.each(OPERATING_SYSTEMS)('of %s meet no rule but their own', (system) => {
    const match = processMatcher(ALL_RULES, system);
    const met = ordinaryNames(system).flatMap((name) => {
      const rule = match({ name, bundleId: name, originalName: name });
      return rule === undefined ? [] : [[name, rule.id]];
    });
    expect(Object.fromEntries(met)).toEqual(MEANT[system]);
  });

  it('cut at 15 bytes by the kernel meet none either', () => {
    const match = processMatcher(ALL_RULES, 'linux');
    const cut = ordinaryNames('linux').filter((name) => name.length > 15);
    expect(cut.map((name) => match(name.slice(0, 15))?.id).filter(Boolean)).toEqual([]);
  });

  it('meet none as a part of a longer name, in any letter case, wherever their file lies', () => {
    const systems = fc.constantFrom<OperatingSystem>(...OPERATING_SYSTEMS);
    fc.assert(
      fc.property(systems, fc.nat(), fc.nat(), (system, first, second) => {
        const names = ordinaryNames(system);
        const name = `${names[first % names.length]}-${names[second % names.length]}`;
        const file = system === 'windows' ? `C:\\Users\\a\\Desktop\\${name}` : `/tmp/${name}`;
        const match = processMatcher(ALL_RULES, system);
        const known = new Set(
          ALL_RULES.flatMap((rule) => rule[system]).map((each) => comparable(each, system)),
        );
        fc.pre(!known.has(comparable(name, system)));
        for (const each of [name, name.toUpperCase(), `${name}.exe`])
          expect(match({ name: each, path: file, originalName: each })?.id).toBeUndefined();
      }),
    );
  });
});

describe('a listed program', () => {
  /** Every name of every rule, as a process of that name. */
  const listed = OPERATING_SYSTEMS.flatMap((system) =>
    ALL_RULES.flatMap((rule) => rule[system].map((name) => ({ system, rule, name }))),
  );

  it('meets its own rule by each of its names', () => {
    for (const { system, rule, name } of listed)
      expect([name, processMatcher([rule], system)(name)?.id]).toEqual([name, rule.id]);
    for (const system of OPERATING_SYSTEMS) {
      const match = processMatcher(ALL_RULES, system);
      for (const each of listed.filter((one) => one.system === system))
        expect([each.name, match(each.name)?.id]).toEqual([each.name, each.rule.id]);
    }
  });

  it('is not met by a name that lacks a letter, has one more, or only holds its name', () => {
    const known = new Map(
      OPERATING_SYSTEMS.map((system) => [
        system,
        new Set(ALL_RULES.flatMap((rule) => rule[system]).map((each) => comparable(each, system))),
      ]),
    );
    const matchers = new Map(
      OPERATING_SYSTEMS.map((system) => [system, processMatcher(ALL_RULES, system)]),
    );
    const letter = fc.stringMatching(/^[\w-]{1,4}$/);
    fc.assert(
      fc.property(
        fc.constantFrom(...listed),
        letter,
        fc.nat(40),
        fc.constantFrom('before', 'after', 'without', 'within'),
        ({ system, name }, more, at, how) => {
          const bare = comparable(name, system);
          const place = at % bare.length;
          const other = {
            before: more + bare,
            after: bare + more,
            without: bare.slice(0, place) + bare.slice(place + 1),
            within: `${bare.slice(0, place)}${more}${bare.slice(place)}`,
          }[how];
          const variant = comparable(other, system);
          fc.pre(variant !== '' && known.get(system)?.has(variant) !== true);
          // The kernel's cut of a long name is that name.
          fc.pre(system !== 'linux' || variant.length !== 15);
          const identity = { name: variant, path: `/somewhere/${variant}`, bundleId: variant };
          expect(matchers.get(system)?.(identity)?.id).toBeUndefined();
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
