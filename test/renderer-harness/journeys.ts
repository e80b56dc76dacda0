import { CHECK_STEPS, type CheckResult, type CheckStep } from '../../contract/check.ts';
import type { Journey, JourneyAt } from '../../contract/journey.ts';
import type { SessionView } from '../../contract/session.ts';
import { sessionView } from '../fixtures/session.ts';

export const MINUTE = 60_000;
/** Pictures are compared by eye from day to day: times count from the moment of looking. */
export const NOW = Date.now();

export const session = (wanted: Partial<SessionView> = {}): SessionView =>
  sessionView({
    sessionId: '5b0f0c9ad41f4d5c8d7a7f6f8f0a2c31',
    candidateName: 'Amara Okafor',
    accountName: 'Faculty of Engineering',
    courseName: 'Numerical Methods II',
    examName: 'Numerical Methods II – final',
    startsAt: NOW - 20 * MINUTE,
    endsAt: NOW + 220 * MINUTE,
    durationMinutes: 120,
    accommodations: { extraMinutes: 30, waivedSteps: [], breakMinutes: 15 },
    language: 'en',
    proctoring: 'online',
    level: 'medium',
    records: { camera: true, microphone: true, screen: true },
    identification: 'face_and_passport',
    checkIdPhotoQuality: true,
    calculator: 'scientific',
    allowed: ['allow_to_use_paper', 'allow_to_use_calculator', 'allow_to_use_excel'],
    customRules: 'Spreadsheet work is allowed in Excel only.\nOne bottle of water without a label.',
    agreementUrl: 'https://lms.uni.example/exam-terms',
    ...wanted,
  });

export const passed = (step: CheckStep): CheckResult => ({
  step,
  state: 'succeeded',
  outcome: 'pass',
  evidence: [],
});
export const allPassed = Object.fromEntries(CHECK_STEPS.map((step) => [step, passed(step)]));
export const upTo = (last: CheckStep) =>
  Object.fromEntries(CHECK_STEPS.slice(0, CHECK_STEPS.indexOf(last)).map((s) => [s, passed(s)]));

const devices = [
  { code: 'device_keyboard', values: { name: 'Logitech USB Keyboard' } },
  { code: 'device_camera', values: { name: 'HD Pro Webcam C920' } },
  { code: 'device_storage', values: { name: 'SanDisk Ultra Fit' } },
  { code: 'device_audio', values: { name: 'WH-1000XM4' } },
];
export const passedDesktop: CheckResult = { ...passed('session_type'), evidence: devices };

export const troubled: JourneyAt<'checks'>['results'] = {
  ...allPassed,
  webcam: {
    step: 'webcam',
    state: 'failed',
    outcome: 'fail',
    evidence: [{ code: 'camera_covered', values: {} }],
  },
  bandwidth: {
    step: 'bandwidth',
    state: 'failed',
    outcome: 'fail',
    evidence: [{ code: 'bandwidth_low', values: { kilobits: 180, needed: 300 } }],
  },
  session_type: {
    ...passedDesktop,
    outcome: 'warn',
    evidence: [
      { code: 'phone_link', values: { program: 'KDE Connect' } },
      { code: 'open_gnome_banners', values: {} },
      ...devices,
    ],
  },
  power: {
    step: 'power',
    state: 'succeeded',
    outcome: 'warn',
    evidence: [{ code: 'power_low', values: { percent: 34 } }],
  },
  processes: {
    step: 'processes',
    state: 'failed',
    outcome: 'fail',
    evidence: [
      {
        code: 'forbidden_program',
        values: { program: 'TeamViewer', rule: 'teamviewer', category: 'remote_access' },
      },
      {
        code: 'forbidden_program',
        values: { program: 'Discord', rule: 'discord', category: 'messenger' },
      },
    ],
  },
};

export const setup = (wanted: Partial<JourneyAt<'setup'>>): Journey => ({
  stage: 'setup',
  session: session(),
  done: [],
  ...wanted,
});
export const exam = (wanted: Partial<JourneyAt<'exam'>> = {}): Journey => ({
  stage: 'exam',
  session: session(),
  phase: 'running',
  startedAt: NOW - 40 * MINUTE,
  endsAt: NOW + 83 * MINUTE,
  page: 'shown',
  covers: [],
  ...wanted,
});
export const checks = (
  results: JourneyAt<'checks'>['results'],
  wanted: Partial<SessionView> = {},
) => ({ stage: 'checks', session: session(wanted), results }) satisfies Journey;
export const finish = (wanted: Partial<JourneyAt<'finish'>> = {}): Journey => ({
  stage: 'finish',
  session: session(),
  by: 'lms',
  unsent: 0,
  ...wanted,
});
export const evidence = [
  { code: 'vm_hypervisor', values: {} },
  { code: 'vm_detected', values: { product: 'KVM' } },
];
