import { describe, expect, it } from 'vitest';
import { PARAMETER_GROUPS, parseStartParameters } from '../../../../contract/startParameters.ts';
import type { Fields } from '../../../../contract/startParameters/field.ts';
import { SEED_FIELDS, type SeedField } from './seedFields.ts';
import { faultsOf, parametersOf, SMALLEST_START, startWithout } from './starts.ts';

interface Cases {
  /** Taken, with what each comes to. */
  readonly taken: readonly (readonly [sent: unknown, value: unknown])[];
  /** Refused, with the path behind the name and the code of each. */
  readonly refused: readonly (readonly [sent: unknown, fault: string])[];
}

const unchanged = (...values: unknown[]) => values.map((value) => [value, value] as const);

function casesOf(field: SeedField): Cases {
  switch (field.type) {
    case 'id':
    case 'text': {
      const { length } = field;
      const numbers = field.type === 'id' ? { taken: [[1, '1']] as const, refused: [] } : undefined;
      // 😀 is two UTF-16 units and four bytes, and one character.
      const atLimit =
        length === undefined ? ['x'.repeat(5000)] : ['x'.repeat(length), '😀'.repeat(length)];
      return {
        taken: [
          ...unchanged('Zoë Иванович O’Neill-Дмитриева', ...atLimit),
          ...(numbers?.taken ?? []),
        ],
        refused: [
          ...(length === undefined ? [] : [['x'.repeat(length + 1), ' too_long'] as const]),
          ...(numbers === undefined
            ? [[5, ' wrong_type'] as const]
            : [[1.5, ' wrong_type'] as const]),
          [{}, ' wrong_type'],
          [['x'], ' wrong_type'],
          [true, ' wrong_type'],
          ['a\u0000b', ' bad_character'],
          ['a\ud800b', ' bad_character'],
        ],
      };
    }
    case 'url': {
      const url = (length: number) => 'https://lms.example/'.padEnd(length, 'p');
      return {
        taken: unchanged(
          url(21),
          url(field.length),
          'http://lms.example/a b?q=é#f',
          'https://[::1]:8443/x',
        ),
        refused: [
          [url(field.length + 1), ' too_long'],
          [7, ' wrong_type'],
          ['lms.example/quiz', ' not_a_url'],
          ['/quiz/1', ' not_a_url'],
          ['https://', ' not_a_url'],
          ['https:/lms.example', ' not_a_url'],
          ['https://lms.exa\nmple/', ' not_a_url'],
          ['javascript:alert(1)', ' not_a_url'],
          ['file:///etc/passwd', ' not_a_url'],
          ['data:text/html,x', ' not_a_url'],
          ['ftp://lms.example/', ' not_a_url'],
        ],
      };
    }
    case 'boolean':
      return {
        taken: [
          ...unchanged(true, false),
          ...['true', 'True', ' TRUE ', '1', 1].map((sent) => [sent, true] as const),
          ...['false', 'FALSE', '0', 0].map((sent) => [sent, false] as const),
        ],
        refused: ['yes', 'on', 2, '2', {}, [true]].map((sent) => [sent, ' wrong_type'] as const),
      };
    case 'enum':
      return {
        taken: unchanged(...field.values),
        refused: [
          ['nonsense', ' not_in_enum'],
          [field.values[0]?.toUpperCase(), ' not_in_enum'],
          [1, ' wrong_type'],
          [{}, ' wrong_type'],
        ],
      };
    case 'minutes':
      return {
        taken: [...unchanged(1, 90, 2_147_483_647), ['45', 45], [' 45 ', 45], ['+45', 45]],
        refused: [
          [0, ' out_of_range'],
          [-5, ' out_of_range'],
          ['-5', ' out_of_range'],
          [2_147_483_648, ' out_of_range'],
          [45.5, ' wrong_type'],
          ['45.5', ' wrong_type'],
          ['1e3', ' wrong_type'],
          ['0x10', ' wrong_type'],
          ['an hour', ' wrong_type'],
          [Number.NaN, ' wrong_type'],
          [true, ' wrong_type'],
        ],
      };
    case 'date':
      return {
        taken: [['2026-06-20T12:30:00+0200', '2026-06-20T10:30:00.000Z']],
        refused: [
          ['2026-06-20T12:30:00', ' no_offset'],
          ['2026-06-20', ' no_offset'],
          ['20 June 2026', ' not_a_date'],
          ['2026-02-30T12:00:00Z', ' not_a_date'],
          ['1969-12-31T23:59:59Z', ' out_of_range'],
          [1_781_958_600, ' wrong_type'],
        ],
      };
    case 'list':
      return {
        taken: [
          ...unchanged(['a@b.example', 'c@d.example']),
          [[], []],
          ['["a@b.example"]', ['a@b.example']],
          [[' a@b.example ', 'a@b.example', ''], ['a@b.example']],
          [{ 0: 'a@b.example', 3: 'c@d.example' }, ['a@b.example', 'c@d.example']],
          [Array.from({ length: 1000 }, (_, index) => `n${index}@b`), expect.any(Array)],
        ],
        refused: [
          ['a@b.example', ' not_json'],
          ['"a@b.example"', ' wrong_type'],
          [5, ' wrong_type'],
          [{ name: 'a' }, ' wrong_type'],
          [['a@b', 7], '[1] wrong_type'],
          [['a@b', { name: 'x' }], '[1] wrong_type'],
          [Array.from({ length: 1001 }, (_, index) => `n${index}@b`), ' too_long'],
        ],
      };
    case 'object':
      return {
        taken: [
          [{}, field.unset],
          [[], field.unset],
          ['{}', field.unset],
          ['null', field.unset],
          [field.unset, field.unset],
          [JSON.stringify(field.unset), field.unset],
        ],
        refused: [
          ['{', ' not_json'],
          ['none', ' not_json'],
          ['7', ' wrong_type'],
          [7, ' wrong_type'],
          [true, ' wrong_type'],
          [['x'], ' wrong_type'],
        ],
      };
  }
}

describe.each(SEED_FIELDS.map((field) => [field.name, field] as const))('%s', (name, field) => {
  const { taken, refused } = casesOf(field);
  // The other end of the window moves out of the way.
  const around =
    name === 'startDate'
      ? { endDate: '2100-01-01T00:00:00Z' }
      : name === 'endDate'
        ? { startDate: '1970-01-01T00:00:00Z' }
        : {};

  it.each(taken.map(([sent, value]) => ({ sent, value })))('takes $sent', ({ sent, value }) => {
    expect(parametersOf({ ...around, [name]: sent })).toHaveProperty(name, value);
  });

  it.each(refused.map(([sent, fault]) => ({ sent, fault })))('refuses $sent', ({ sent, fault }) => {
    expect(faultsOf({ ...around, [name]: sent })).toEqual([`${name}${fault}`]);
  });

  if ('mandatory' in field) {
    it('is mandatory', () => {
      const missing = parseStartParameters(startWithout(name));
      expect(missing).toMatchObject({ ok: false, faults: [{ path: name, code: 'missing' }] });
      for (const blank of [null, '', '  ']) {
        expect(faultsOf({ [name]: blank })).toEqual([`${name} empty`]);
      }
    });
  } else {
    it('has its default when absent, null or blank', () => {
      const unset = 'unset' in field ? field.unset : undefined;
      const starts = [{}, { [name]: null }, { [name]: '' }, { [name]: ' \t' }];
      for (const parameters of starts.map(parametersOf)) {
        if (unset === undefined) expect(parameters).not.toHaveProperty(name);
        else expect(parameters).toHaveProperty(name, unset);
      }
    });
  }
});

describe('the table as a whole', () => {
  const ofSeed = [...SEED_FIELDS.map(({ name }) => name), 'language'];
  /** What launchers send besides the document (spec, parts 2.3 and 2.5). */
  const ofLaunchers = [
    'biometricIdentification',
    'faceHuntingEnabled',
    'allowMobileDevices',
    'allowToUseAdditionalResources',
  ];

  it('holds the fields of the document, those of the launchers, and no other', () => {
    const ours = Object.values(PARAMETER_GROUPS).flatMap((fields) => Object.keys(fields));
    expect(ours.toSorted()).toEqual([...ofSeed, ...ofLaunchers].toSorted());
  });

  it('has the groups of the document', () => {
    const groupOf = (name: string) =>
      Object.entries(PARAMETER_GROUPS).find(([, fields]) => name in fields)?.[0];
    expect(['userId', 'email', 'language'].map(groupOf)).toEqual(['user', 'user', 'user']);
    expect(['accountId', 'accountName'].map(groupOf)).toEqual(['organisation', 'organisation']);
    expect(['courseName', 'shortName', 'rules'].map(groupOf)).toEqual(['exam', 'exam', 'exam']);
    expect(['sessionUrl', 'special_accommodations_info'].map(groupOf)).toEqual([
      'session',
      'session',
    ]);
    expect(['secureBrowser', 'preliminaryCheck'].map(groupOf)).toEqual([
      'environment',
      'environment',
    ]);
  });

  it('gives every name to one field only', () => {
    const groups: Fields[] = Object.values(PARAMETER_GROUPS);
    const names = groups.flatMap((fields) =>
      Object.entries(fields).flatMap(([name, field]) => [name, ...(field.aliases ?? [])]),
    );
    expect(new Set(names).size).toBe(names.length);
  });

  it('takes a start of the mandatory fields alone', () => {
    expect(parseStartParameters(SMALLEST_START)).toMatchObject({ ok: true, notes: [] });
  });
});
