import { describe, expect, it } from 'vitest';
import {
  ExamParameters,
  parseExamParameters,
  parseStartParameters,
  StartParameters,
} from '../../../../contract/startParameters.ts';
import campus from '../../../fixtures/start/start-on-campus-high.json' with { type: 'json' };
import highStakes from '../../../fixtures/start/start-high-stakes-medium.json' with { type: 'json' };
import { faultsOf, notesOf, parametersOf, SMALLEST_START } from './starts.ts';

describe('a refusal', () => {
  it('lists every fault with its path, its code and a sentence', () => {
    const parsed = parseStartParameters({
      userId: '',
      examName: 'x'.repeat(501),
      duration: 'long',
      schedule: 'perhaps',
      proctoring: 'sometimes',
      startDate: '2026-06-20T07:00:00',
      endDate: 'tomorrow',
      sessionUrl: 'lms.example',
      rules: { allow_voices: 'loud' },
      scoreConfig: { phone: 11 },
      desktopAppForbiddenProcesses: ['ok.exe', 5],
      visibleWarnings: 'none',
    });
    expect(parsed.ok).toBe(false);
    const faults = parsed.ok ? [] : parsed.faults;
    expect(faults.map(({ path, code }) => `${path} ${code}`).toSorted()).toEqual([
      'accountId missing',
      'accountName missing',
      'desktopAppForbiddenProcesses[1] wrong_type',
      'duration wrong_type',
      'endDate not_a_date',
      'examId missing',
      'examName too_long',
      'proctoring not_in_enum',
      'rules.allow_voices wrong_type',
      'schedule wrong_type',
      'scoreConfig.phone out_of_range',
      'sessionId missing',
      'sessionUrl not_a_url',
      'startDate no_offset',
      'userId empty',
      'visibleWarnings not_json',
    ]);
    for (const { path, message } of faults) expect(message.startsWith(`${path} `)).toBe(true);
  });

  it('repeats no text that could be private', () => {
    const parsed = parseStartParameters({ ...SMALLEST_START, sessionUrl: 'ftp://x/?token=secret' });
    expect(JSON.stringify(parsed)).not.toContain('secret');
  });

  it.each([[undefined], [null], [[]], ['{}'], [7], [true]])('is the answer to %j', (input) => {
    for (const parse of [parseStartParameters, parseExamParameters]) {
      expect(parse(input)).toMatchObject({ ok: false, faults: [{ path: '', code: 'wrong_type' }] });
    }
  });
});

describe('the window', () => {
  it('must end after it begins', () => {
    const startDate = '2026-06-20T09:00:00+02:00';
    expect(faultsOf({ startDate, endDate: '2026-06-20T07:00:00Z' })).toEqual([
      'endDate out_of_range',
    ]);
    expect(faultsOf({ startDate, endDate: '2026-06-20T08:59:59+02:00' })).toEqual([
      'endDate out_of_range',
    ]);
    expect(faultsOf({ startDate, endDate: '2026-06-20T07:00:00.001Z' })).toEqual([]);
  });

  it('is judged only where both dates are dates', () => {
    expect(faultsOf({ startDate: 'soon', endDate: '1999-01-01T00:00:00Z' })).toEqual([
      'startDate not_a_date',
    ]);
  });
});

describe('the samples', () => {
  it('of an exam on campus', () => {
    const { ok, parameters } = parsedSample(campus);
    expect(ok).toBe(true);
    expect(parameters).toMatchObject({
      accountId: '107',
      duration: 90,
      startDate: '2026-06-20T05:00:00.000Z',
      endDate: '2026-06-20T17:00:00.000Z',
      streamsPreset: 'no_video',
      secureBrowserLevel: 'high',
      special_accommodations_info: '25% extra time',
      rules: { allow_to_use_paper: false, allow_to_use_calculator: false, custom_rules: '' },
      unknown: {},
    });
    expect(parameters).not.toHaveProperty('desktopAppForbiddenProcesses');
  });

  it('of a high-stakes exam', () => {
    const { ok, parameters } = parsedSample(highStakes);
    expect(ok).toBe(true);
    const { thirdName, startDate, endDate, visibleWarnings, ...same } = highStakes;
    expect(parameters).toMatchObject(same);
    expect(parameters).toMatchObject({ visibleWarnings, startDate: '2026-06-15T08:00:00.000Z' });
    expect(new Date(parameters?.endDate ?? '').getTime()).toBe(new Date(endDate).getTime());
    expect(startDate.startsWith('2026-06-15T08')).toBe(true);
    expect(thirdName).toBe('');
    expect(parameters).not.toHaveProperty('thirdName');
  });

  function parsedSample(sample: object) {
    const parsed = parseStartParameters(sample);
    return { ok: parsed.ok, parameters: parsed.ok ? parsed.parameters : undefined };
  }
});

describe('what two real launchers send', () => {
  it('the Examus plugin', () => {
    const parameters = parametersOf({
      accountId: 1,
      duration: '45',
      startDate: '2026-11-21T19:37:52+0000',
      endDate: '2026-11-21T21:37:52+0000',
      ldb: true,
      schedule: false,
      proctoring: 'identification',
      biometricIdentification: {
        enabled: false,
        skip_fail: false,
        flow: '',
        theme: '',
        photo_url: null,
      },
      faceHuntingEnabled: false,
      allowMobileDevices: false,
      scoreConfig: {},
      visibleWarnings: { warning_phone: '0' },
      firstName: 'Zoë',
      lastName: 'O’Neill-Дмитриева',
    });
    expect(parameters).toMatchObject({
      accountId: '1',
      duration: 45,
      startDate: '2026-11-21T19:37:52.000Z',
      secureBrowser: true,
      secureBrowserLevel: 'basic',
      visibleWarnings: { warning_phone: false, warning_avert_eyes: true },
    });
  });

  it('the Constructor plugin', () => {
    const sent = {
      courseCode: 'NM2',
      allowRoomScanAuxCamera: false,
      specialAccommodationsInfo: null,
      preliminaryCheck: { enabled: false, photo_url: 'https://lms.example/p.jpg' },
      desktopAppForbiddenProcesses: null,
      desktopAppAllowedProcesses: null,
      secureBrowser: false,
      secureBrowserLevel: 'basic',
      scoreConfig: [],
      email: null,
      streamsPreset: 'no_webcam',
      language: 'zh-cn',
    };
    expect(parametersOf(sent)).toMatchObject({ shortName: 'NM2', streamsPreset: 'no_webcam' });
    expect(notesOf(sent)).toEqual([]);
  });
});

describe('the body of an exam', () => {
  const { userId, sessionId, sessionUrl, ...body } = SMALLEST_START;

  it('is read without a candidate and a session', () => {
    const parsed = parseExamParameters({ ...body, calculator: 'simple', trial: '1' });
    expect(parsed).toMatchObject({ ok: true, parameters: { calculator: 'simple', trial: true } });
    const parameters = parsed.ok ? parsed.parameters : undefined;
    expect(ExamParameters.parse(parameters)).toEqual(parameters);
    expect(StartParameters.safeParse(parameters).success).toBe(false);
  });

  it('keeps fields of a session as unknown ones', () => {
    const parsed = parseExamParameters({ ...body, userId, sessionId, sessionUrl });
    expect(parsed).toMatchObject({
      ok: true,
      parameters: { unknown: { userId, sessionId, sessionUrl } },
    });
  });

  it('lists every fault', () => {
    const parsed = parseExamParameters({ accountId: 'a', endDate: 'x' });
    const paths = parsed.ok ? [] : parsed.faults.map(({ path }) => path);
    expect(paths.toSorted()).toEqual([
      'accountName',
      'duration',
      'endDate',
      'examId',
      'examName',
      'proctoring',
      'startDate',
    ]);
  });
});

describe('defaults', () => {
  it('are each start’s own', () => {
    const first = parametersOf({});
    first.rules.allow_voices = true;
    first.desktopAppAllowedProcesses.push('x.exe');
    expect(parametersOf({}).rules.allow_voices).toBe(false);
    expect(parametersOf({}).desktopAppAllowedProcesses).toEqual([]);
  });
});
