import type { PageQuestion } from '../../contract/channels.ts';
import type { JourneyAt } from '../../contract/journey.ts';
import {
  MINUTE,
  NOW,
  allPassed,
  checks,
  evidence,
  exam,
  finish,
  passed,
  passedDesktop,
  session,
  setup,
  troubled,
  upTo,
} from './journeys.ts';
import { DESK_SCREENS } from './deskScreens.ts';
import type { PretendedStart } from './pretendMain.ts';

const asks = (kind: PageQuestion['kind'], words: string): PageQuestion => ({
  id: '5c1c0c52-7a9d-4c8e-9a52-0d3e3f1b7a11',
  kind,
  words,
});

/** Keeps the names, and of what stands under them no more than the type's own name. */
const named = <Name extends string>(
  screens: Record<Name, PretendedStart>,
): Readonly<Record<Name, PretendedStart>> => screens;

/** Every screen and state that a candidate can meet, by name. */
export const SCREENS = named({
  ...DESK_SCREENS,
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
  'checks-alone': { journey: checks(upTo('speakers'), { checkOnly: true }) },
  'checks-troubled': { journey: checks(troubled) },
  'checks-passed': {
    journey: checks(
      { ...allPassed, session_type: passedDesktop },
      {
        stepsNotNeeded: ['speakers'],
        accommodations: { extraMinutes: 0, waivedSteps: ['microphone'], breakMinutes: 0 },
      },
    ),
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
  'exam-covered-continue': {
    journey: exam({
      session: session({ contest: 'continue', proctoring: 'offline' }),
      covers: [
        {
          reason: 'second_display',
          evidence: [{ code: 'display_several', values: { count: 2 } }],
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
  'finish-checked': { journey: finish({ by: 'checked', session: session({ checkOnly: true }) }) },
  'finish-plain': { journey: finish({ by: 'time' }) },
  'finish-reopened': {
    journey: finish({
      by: 'staff',
      closed: true,
      reopened: { startedAt: NOW - 40 * MINUTE, endsAt: NOW + 83 * MINUTE },
    }),
  },
  'finish-reopened-unbegun': {
    journey: finish({ by: 'staff', closed: true, reopened: { endsAt: NOW + 183 * MINUTE } }),
  },
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
  'blocked-waiting': {
    journey: {
      stage: 'blocked',
      reason: 'virtual_machine',
      evidence,
      back: checks({}, { contest: 'wait' }),
    },
  },
  'blocked-continue': {
    journey: {
      stage: 'blocked',
      reason: 'virtual_machine',
      evidence,
      back: checks({}, { contest: 'continue', proctoring: 'offline' }),
    },
  },
  'blocked-code-waits': {
    journey: {
      stage: 'blocked',
      reason: 'virtual_machine',
      evidence,
      back: checks({}, { contested: { steps: [], failedCodes: 3, failedAt: NOW } }),
    },
  },
  'blocked-code-refused': {
    journey: { stage: 'blocked', reason: 'virtual_machine', evidence, back: checks({}) },
    refuses: { 'contest.code': 'support_code_wrong' },
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
});

export type ScreenName = keyof typeof SCREENS;
