import { describe, expect, it } from 'vitest';
import { faultsOf, notesOf, parametersOf } from './starts.ts';

describe('rules', () => {
  const truths = [
    'allow_to_use_websites',
    'allow_to_use_books',
    'allow_to_use_paper',
    'allow_to_use_messengers',
    'allow_to_use_calculator',
    'allow_to_use_excel',
    'allow_to_use_human_assistant',
    'allow_absence_in_frame',
    'allow_voices',
    'allow_wrong_gaze_direction',
  ];

  it.each(truths)('%s is true, false or its default, and nothing else', (key) => {
    const unset: unknown = parametersOf({}).rules[key as 'allow_voices'];
    expect(unset).toBe(['allow_to_use_paper', 'allow_to_use_calculator'].includes(key));
    for (const value of [true, false]) {
      expect(parametersOf({ rules: { [key]: value } }).rules).toHaveProperty(key, value);
      expect(parametersOf({ rules: { [key]: String(value) } }).rules).toHaveProperty(key, value);
    }
    expect(parametersOf({ rules: { [key]: null } }).rules).toHaveProperty(key, unset);
    expect(faultsOf({ rules: { [key]: 'perhaps' } })).toEqual([`rules.${key} wrong_type`]);
  });

  it('keeps custom_rules as they are written', () => {
    const custom_rules = '  1. <b>No</b> phones\n2. Ни слова  ';
    expect(parametersOf({ rules: { custom_rules } }).rules.custom_rules).toBe(custom_rules);
    expect(parametersOf({ rules: { custom_rules: null } }).rules.custom_rules).toBe('');
    expect(faultsOf({ rules: { custom_rules: ['x'] } })).toEqual(['rules.custom_rules wrong_type']);
  });
});

describe('scoreConfig', () => {
  const weights = [
    ['extra_user', 'extraUserInFrame'],
    ['user_replaced', 'substitutionUser'],
    ['absent_user', 'noUserInFrame'],
    ['look_away', 'avertEyes'],
    ['active_window_changed', 'changeActiveWindowOnComputer'],
    ['forbidden_device', 'forbiddenDevice'],
    ['voice', 'voiceDetected'],
    ['phone', 'phone'],
  ] as const;

  it.each(weights)('%s goes from 0 to 10, also as %s', (key, camelCase) => {
    for (const name of [key, camelCase]) {
      for (const value of [0, 0.5, 10]) {
        expect(parametersOf({ scoreConfig: { [name]: value } }).scoreConfig[key]).toBe(value);
        expect(parametersOf({ scoreConfig: { [name]: `${value}` } }).scoreConfig[key]).toBe(value);
      }
      for (const value of [-0.1, 10.01, '11', 1e300]) {
        expect(faultsOf({ scoreConfig: { [name]: value } })).toEqual([
          `scoreConfig.${name} out_of_range`,
        ]);
      }
      expect(faultsOf({ scoreConfig: { [name]: 'much' } })).toEqual([
        `scoreConfig.${name} wrong_type`,
      ]);
    }
  });

  it.each(['cheater_level', 'cheaterLevel'])('%s is a whole number from 0 to 100', (name) => {
    for (const value of [0, 70, 100]) {
      expect(parametersOf({ scoreConfig: { [name]: value } }).scoreConfig.cheater_level).toBe(
        value,
      );
    }
    expect(faultsOf({ scoreConfig: { [name]: 101 } })).toEqual([
      `scoreConfig.${name} out_of_range`,
    ]);
    expect(faultsOf({ scoreConfig: { [name]: -1 } })).toEqual([`scoreConfig.${name} out_of_range`]);
    expect(faultsOf({ scoreConfig: { [name]: 70.5 } })).toEqual([`scoreConfig.${name} wrong_type`]);
  });
});

describe('visibleWarnings', () => {
  it.each(Object.keys(parametersOf({}).visibleWarnings))('%s can be hidden', (key) => {
    const { visibleWarnings } = parametersOf({ visibleWarnings: { [key]: false } });
    const hidden = Object.entries(visibleWarnings).filter(([, shown]) => !shown);
    expect(hidden).toEqual([[key, false]]);
    expect(faultsOf({ visibleWarnings: { [key]: [] } })).toEqual([
      `visibleWarnings.${key} wrong_type`,
    ]);
  });
});

describe('preliminaryCheck', () => {
  const photo_url = 'https://lms.example/photos/1.jpg';

  it('needs its picture when enabled', () => {
    const sent = { enabled: true, photo_url };
    expect(parametersOf({ preliminaryCheck: sent }).preliminaryCheck).toEqual(sent);
    for (const blank of [{}, { photo_url: null }, { photo_url: '' }]) {
      expect(faultsOf({ preliminaryCheck: { enabled: true, ...blank } })).toEqual([
        'preliminaryCheck.photo_url missing',
      ]);
    }
    expect(parametersOf({ preliminaryCheck: { enabled: false } }).preliminaryCheck).toEqual({
      enabled: false,
    });
  });

  it('must say whether it is enabled', () => {
    expect(faultsOf({ preliminaryCheck: { photo_url } })).toEqual([
      'preliminaryCheck.enabled missing',
    ]);
    expect(faultsOf({ preliminaryCheck: { enabled: null, photo_url } })).toEqual([
      'preliminaryCheck.enabled empty',
    ]);
  });

  it('refuses a picture from anywhere but the web', () => {
    expect(faultsOf({ preliminaryCheck: { enabled: true, photo_url: 'file:///x.jpg' } })).toEqual([
      'preliminaryCheck.photo_url not_a_url',
      'preliminaryCheck.photo_url missing',
    ]);
  });
});

describe('process lists', () => {
  const names = ['desktopAppForbiddenProcesses', 'desktopAppAllowedProcesses'] as const;

  it.each(names)('%s takes names of up to 255 characters', (name) => {
    expect(parametersOf({ [name]: ['я'.repeat(255)] })[name]).toEqual(['я'.repeat(255)]);
    expect(faultsOf({ [name]: ['ok.exe', 'x'.repeat(256)] })).toEqual([`${name}[1] too_long`]);
  });

  it('tells an empty list of forbidden processes from none at all', () => {
    expect(parametersOf({ desktopAppForbiddenProcesses: [] })).toHaveProperty(
      'desktopAppForbiddenProcesses',
      [],
    );
    for (const sent of [null, '', 'null']) {
      expect(parametersOf({ desktopAppForbiddenProcesses: sent })).not.toHaveProperty(
        'desktopAppForbiddenProcesses',
      );
    }
  });

  it('takes a list of nothing but blanks for none, so that an empty text area frees nothing', () => {
    const sent = { desktopAppForbiddenProcesses: ['', ' ', null] };
    expect(parametersOf(sent)).not.toHaveProperty('desktopAppForbiddenProcesses');
    expect(notesOf(sent)).toEqual(['desktopAppForbiddenProcesses blank_entries']);
  });
});
