import { describe, expect, it } from 'vitest';
import { chooseLanguage, parseStartParameters } from '../../../../contract/startParameters.ts';
import { faultsOf, notesOf, parametersOf, SMALLEST_START } from './starts.ts';

describe('other names on the wire', () => {
  it.each([
    ['courseCode', 'NM2', 'shortName'],
    ['allowRoomScanAuxCamera', true, 'allowMakingRoomScanSecondCamera'],
    ['specialAccommodationsInfo', '25% extra time', 'special_accommodations_info'],
    ['ldb', true, 'secureBrowser'],
    ['allowtouseadditionalresources', true, 'allowToUseAdditionalResources'],
    ['allow_to_use_additional_resources', '1', 'allowToUseAdditionalResources'],
  ])('%s', (alias, sent, name) => {
    const value = sent === '1' ? true : sent;
    expect(parametersOf({ [alias]: sent })).toHaveProperty(name, value);
    expect(parametersOf({ [alias]: sent })).not.toHaveProperty(alias);
    expect(parametersOf({ [alias]: sent }).unknown).toEqual({});
    expect(parametersOf({ [name]: null, [alias]: sent })).toHaveProperty(name, value);
    expect(faultsOf({ [alias]: { no: 1 } })).toEqual([`${alias} wrong_type`]);
  });

  it('lets the documented name count when both are sent, and says so', () => {
    const both = { courseCode: 'OLD', shortName: 'NEW' };
    expect(parametersOf(both).shortName).toBe('NEW');
    expect(notesOf(both)).toEqual(['courseCode alias_ignored']);
    expect(parametersOf({ ldb: true, secureBrowser: false }).secureBrowser).toBe(false);
  });

  it('takes ldb for a secure browser of level basic', () => {
    expect(parametersOf({ ldb: true })).toMatchObject({
      secureBrowser: true,
      secureBrowserLevel: 'basic',
    });
    expect(parametersOf({ ldb: false }).secureBrowser).toBe(false);
  });
});

describe('fields of the launchers', () => {
  it.each(['faceHuntingEnabled', 'allowMobileDevices', 'allowToUseAdditionalResources'] as const)(
    '%s',
    (name) => {
      expect(parametersOf({})[name]).toBe(false);
      expect(parametersOf({ [name]: 'true' })[name]).toBe(true);
      expect(faultsOf({ [name]: 'perhaps' })).toEqual([`${name} wrong_type`]);
    },
  );

  it('reads biometricIdentification as a preliminary check', () => {
    const photo_url = 'https://lms.example/p.jpg';
    const sent = { enabled: '1', photo_url, skip_fail: 0, flow: 'short', theme: 'dark', other: 5 };
    const parameters = parametersOf({ biometricIdentification: sent });
    expect(parameters.preliminaryCheck).toEqual({ enabled: true, photo_url });
    expect(parameters.biometricIdentification).toEqual({
      enabled: true,
      photo_url,
      skip_fail: false,
      flow: 'short',
      theme: 'dark',
    });
    expect(parameters.unknown).toEqual({ biometricIdentification: { other: 5 } });
  });

  it('lets preliminaryCheck count before it, and asks for no picture that was not promised', () => {
    const mine = { enabled: true, photo_url: 'https://lms.example/mine.jpg' };
    const older = { enabled: true, photo_url: 'https://lms.example/older.jpg' };
    const both = { preliminaryCheck: mine, biometricIdentification: older };
    expect(parametersOf(both).preliminaryCheck).toEqual(mine);
    expect(parametersOf({ biometricIdentification: { enabled: true } }).preliminaryCheck).toEqual({
      enabled: false,
    });
    expect(notesOf({ biometricIdentification: { enabled: true } })).toEqual([
      'biometricIdentification no_photo',
    ]);
  });
});

describe('ids', () => {
  it('take whole numbers, and only those that kept all their digits', () => {
    expect(parametersOf({ accountId: 1, userId: 0, examId: -7 })).toMatchObject({
      accountId: '1',
      userId: '0',
      examId: '-7',
    });
    expect(faultsOf({ accountId: 2 ** 53 })).toEqual(['accountId wrong_type']);
  });
});

describe('language', () => {
  it.each(
    'ar de de-ch el en es fr hu id it kk lt ms pt ro ru th tr vi zh-cn'
      .split(' ')
      .map((code) => [code]),
  )('takes %s of the launchers', (code) => {
    expect(parametersOf({ language: code }).language).toBe(code);
    expect(parametersOf({ language: code.toUpperCase().replace('-', '_') }).language).toBe(code);
    expect(notesOf({ language: code })).toEqual([]);
  });

  it('keeps what is no code and refuses only what cannot be one', () => {
    expect(parametersOf({ language: 'klingon' }).language).toBe('klingon');
    expect(notesOf({ language: 'klingon' })).toEqual(['language unknown_language']);
    for (const blank of [{}, { language: null }, { language: '' }]) {
      expect(parametersOf(blank)).not.toHaveProperty('language');
    }
    expect(faultsOf({ language: 5 })).toEqual(['language wrong_type']);
    expect(parametersOf({ language: 'x'.repeat(35) }).language).toHaveLength(35);
    expect(faultsOf({ language: 'x'.repeat(36) })).toEqual(['language too_long']);
  });

  it('falls back from a dialect to its language, and from the rest to the first', () => {
    expect(chooseLanguage('fr', ['en', 'fr'])).toBe('fr');
    expect(chooseLanguage('de-ch', ['en', 'de'])).toBe('de');
    expect(chooseLanguage('zh-cn', ['en', 'zh-CN'])).toBe('zh-CN');
    expect(chooseLanguage('kk', ['en', 'fr'])).toBe('en');
    expect(chooseLanguage(undefined, ['fr', 'en'])).toBe('fr');
  });
});

describe('notes', () => {
  it('are given for http addresses', () => {
    expect(notesOf({ sessionUrl: 'http://lms.example/1' })).toEqual(['sessionUrl insecure_url']);
    expect(notesOf({ sessionUrl: 'HTTPS://lms.example/1' })).toEqual([]);
  });

  it('are given for a level without a secure browser', () => {
    expect(notesOf({ secureBrowserLevel: 'high' })).toEqual(['secureBrowserLevel level_ignored']);
    // The Moodle plugin always sends its default level.
    expect(notesOf({ secureBrowserLevel: 'basic' })).toEqual([]);
  });

  it('are given for addresses that are none, which are kept', () => {
    expect(parametersOf({ email: ' nobody ' }).email).toBe('nobody');
    expect(notesOf({ email: 'nobody' })).toEqual(['email not_an_email']);
    expect(notesOf({ proctorEmails: ['a@b', 'c'] })).toEqual(['proctorEmails[1] not_an_email']);
  });
});

describe('unknown keys', () => {
  it('are kept as sent, those of an object under its name', () => {
    const sent = {
      iat: 5,
      campus: { room: ['A', null] },
      rules: { allow_pets: true },
      scoreConfig: '{"humour":2}',
    };
    expect(parametersOf(sent).unknown).toEqual({
      iat: 5,
      campus: { room: ['A', null] },
      rules: { allow_pets: true },
      scoreConfig: { humour: 2 },
    });
    expect(notesOf(sent).toSorted()).toEqual([
      'campus unknown_key',
      'iat unknown_key',
      'rules.allow_pets unknown_key',
      'scoreConfig.humour unknown_key',
    ]);
  });

  it('cannot reach the prototype, nor what a database refuses', () => {
    const sent = JSON.parse(
      '{"__proto__":{"userId":"evil"},"x":{"__proto__":1,"y":"a\\u0000\\ud800"},"rules":{"__proto__":2}}',
    ) as Record<string, unknown>;
    const entries = [...Object.entries(SMALLEST_START), ...Object.entries(sent)];
    const parsed = parseStartParameters(Object.fromEntries(entries));
    const { unknown } = parsed.ok ? parsed.parameters : {};
    expect(JSON.stringify(unknown)).toBe('{"x":{"y":"a\u{FFFD}\u{FFFD}"}}');
    expect(Object.getPrototypeOf(unknown)).toBe(Object.prototype);
  });

  it('do not lend a field through the prototype', () => {
    const { userId, ...own } = SMALLEST_START;
    const input: unknown = Object.assign(Object.create({ userId }) as object, own);
    expect(parseStartParameters(input)).toMatchObject({
      ok: false,
      faults: [{ path: 'userId', code: 'missing' }],
    });
  });

  it('are cut off where they are deeper than anything sensible', () => {
    const deep = JSON.parse('['.repeat(5000) + ']'.repeat(5000)) as unknown;
    expect(JSON.stringify(parametersOf({ deep }).unknown).length).toBeLessThan(200);
  });
});
