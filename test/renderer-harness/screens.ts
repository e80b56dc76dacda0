import type { PageQuestion } from '../../contract/channels.ts';
import { CHECK_STEPS, type CheckResult, type CheckStep } from '../../contract/check.ts';
import type { Journey, JourneyAt } from '../../contract/journey.ts';
import type { SessionView } from '../../contract/session.ts';
import { sessionView } from '../fixtures/session.ts';
import type { PretendedStart } from './pretendMain.ts';

const MINUTE = 60_000;
/** Pictures are compared by eye from day to day: times count from the moment of looking. */
const NOW = Date.now();

const session = (wanted: Partial<SessionView> = {}): SessionView =>
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

const passed = (step: CheckStep): CheckResult => ({
  step,
  state: 'succeeded',
  outcome: 'pass',
  evidence: [],
});
const allPassed = Object.fromEntries(CHECK_STEPS.map((step) => [step, passed(step)]));
const upTo = (last: CheckStep) =>
  Object.fromEntries(CHECK_STEPS.slice(0, CHECK_STEPS.indexOf(last)).map((s) => [s, passed(s)]));

const troubled: JourneyAt<'checks'>['results'] = {
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

const setup = (wanted: Partial<JourneyAt<'setup'>>): Journey => ({
  stage: 'setup',
  session: session(),
  done: [],
  ...wanted,
});
const exam = (wanted: Partial<JourneyAt<'exam'>> = {}): Journey => ({
  stage: 'exam',
  session: session(),
  phase: 'running',
  startedAt: NOW - 40 * MINUTE,
  endsAt: NOW + 83 * MINUTE,
  page: 'shown',
  covers: [],
  ...wanted,
});
const checks = (results: JourneyAt<'checks'>['results'], wanted: Partial<SessionView> = {}) =>
  ({ stage: 'checks', session: session(wanted), results }) satisfies Journey;
const finish = (wanted: Partial<JourneyAt<'finish'>> = {}): Journey => ({
  stage: 'finish',
  session: session(),
  by: 'lms',
  unsent: 0,
  ...wanted,
});
const evidence = [
  { code: 'vm_hypervisor', values: {} },
  { code: 'vm_detected', values: { product: 'KVM' } },
];

const asks = (kind: PageQuestion['kind'], words: string): PageQuestion => ({
  id: '5c1c0c52-7a9d-4c8e-9a52-0d3e3f1b7a11',
  kind,
  words,
});

/** Every screen and state that a candidate can meet, by name. */
export const SCREENS = {
  'link-waiting': { journey: { stage: 'link', phase: 'waiting' } },
  'link-resumable': {
    journey: {
      stage: 'link',
      phase: 'waiting',
      resumable: { examName: 'Numerical Methods II – final', serverHost: 'proctor.uni.example' },
    },
  },
  'link-problem': { journey: { stage: 'link', phase: 'waiting', problem: 'ticket_expired' } },
  'link-confirming': {
    journey: { stage: 'link', phase: 'confirming', host: 'proctor.uni.example' },
  },
  'link-opening': { journey: { stage: 'link', phase: 'opening', host: 'proctor.uni.example' } },
  'session-asking': { journey: { stage: 'session', session: session(), phase: 'asking' } },
  'session-nothing': {
    journey: {
      stage: 'session',
      phase: 'asking',
      session: session({
        trial: true,
        level: 'high',
        proctoring: 'offline',
        identification: 'face',
        records: { camera: false, microphone: false, screen: false },
        accommodations: { extraMinutes: 0, waivedSteps: ['webcam', 'microphone'], breakMinutes: 0 },
      }),
    },
  },
  'session-declined': { journey: { stage: 'session', session: session(), phase: 'declined' } },
  'session-refused': {
    journey: { stage: 'session', session: session(), phase: 'asking' },
    refuses: { 'session.consent': 'server_unreachable' },
  },
  'checks-camera': { journey: checks({}) },
  'checks-microphone': { journey: checks(upTo('microphone')) },
  'checks-speakers': { journey: checks(upTo('speakers')) },
  'checks-screen': { journey: checks(upTo('screenshare')) },
  'checks-bandwidth': { journey: checks({ ...upTo('bandwidth'), network: passed('network') }) },
  'checks-machine': {
    journey: checks({ ...upTo('displays'), network: passed('network') }),
    keepsWaiting: ['checks.run'],
  },
  'checks-troubled': { journey: checks(troubled) },
  'checks-passed': {
    journey: checks(allPassed, {
      stepsNotNeeded: ['speakers'],
      accommodations: { extraMinutes: 0, waivedSteps: ['microphone'], breakMinutes: 0 },
    }),
  },
  'setup-face': { journey: setup({ step: 'face' }) },
  'setup-passport': { journey: setup({ step: 'passport', done: ['face'] }) },
  'setup-rules': { journey: setup({ step: 'rules', done: ['face', 'passport'] }) },
  'setup-agreement': {
    journey: setup({ step: 'agreement', done: ['face', 'passport', 'rules'] }),
  },
  'setup-start': { journey: setup({ done: ['face', 'passport', 'rules', 'agreement'] }) },
  'setup-starting': {
    journey: setup({
      session: session({ level: 'high', startsAt: NOW + 12 * MINUTE }),
      done: ['face', 'rules'],
    }),
    keepsWaiting: ['exam.start'],
  },
  'exam-running': { journey: exam() },
  'exam-loading': { journey: exam({ page: 'loading' }) },
  'exam-unreachable': { journey: exam({ page: 'unreachable' }) },
  'exam-crashed': { journey: exam({ page: 'crashed' }) },
  'exam-unresponsive': { journey: exam({ page: 'unresponsive' }) },
  'exam-offline': { journey: exam(), situation: { online: false, unsent: 14 } },
  'exam-says': {
    journey: exam(),
    situation: { question: asks('alert', 'Enter a number, please.') },
  },
  'exam-asks': {
    journey: exam(),
    situation: {
      question: asks('confirm', 'Two questions have no answer yet.\nHand in all the same?'),
    },
  },
  'exam-warning': { journey: exam({ endsAt: NOW + 9 * MINUTE + 55_000 }) },
  'exam-pressing': { journey: exam({ endsAt: NOW + 3 * MINUTE + 10_000 }) },
  'exam-time-up': { journey: exam({ phase: 'time_up', endsAt: NOW - 20_000 }) },
  'exam-break': { journey: exam({ phase: 'break' }) },
  'exam-covered': {
    journey: exam({
      covers: [
        {
          reason: 'forbidden_process',
          evidence: [
            {
              code: 'forbidden_program',
              values: { program: 'Discord', rule: 'discord', category: 'messenger' },
            },
          ],
          mayGoOn: true,
        },
      ],
    }),
  },
  'exam-simple': {
    journey: exam({
      session: session({
        calculator: 'simple',
        accommodations: { extraMinutes: 0, waivedSteps: [], breakMinutes: 0 },
      }),
    }),
  },
  'finish-sending': { journey: finish({ unsent: 6, returnUrl: 'https://lms.uni.example/done' }) },
  'finish-sent': { journey: finish({ returnUrl: 'https://lms.uni.example/done' }) },
  'finish-plain': { journey: finish({ by: 'time' }) },
  'finish-offline': {
    journey: finish({ unsent: 6 }),
    situation: { online: false, unsent: 6 },
  },
  'blocked-virtual-machine': {
    journey: {
      stage: 'blocked',
      reason: 'virtual_machine',
      evidence,
      back: checks({}),
    },
  },
  'blocked-displays': {
    journey: {
      stage: 'blocked',
      reason: 'second_display',
      evidence: [{ code: 'display_several', values: { count: 2 } }],
      back: checks(allPassed),
    },
  },
  'blocked-exam': {
    journey: {
      stage: 'blocked',
      reason: 'access_replaced',
      evidence: [],
      back: exam() as JourneyAt<'exam'>,
    },
  },
  'blocked-unsafe': {
    journey: {
      stage: 'blocked',
      reason: 'unsafe_start',
      evidence: [],
      back: { stage: 'link', phase: 'waiting' },
    },
  },
} as const satisfies Record<string, PretendedStart>;

export type ScreenName = keyof typeof SCREENS;
