import type { DeskNote } from '../../contract/desk.ts';
import type { JourneyAt } from '../../contract/journey.ts';
import { MINUTE, NOW, exam, finish, session, setup } from './journeys.ts';
import type { PretendedStart } from './pretendMain.ts';

const NOTE = 'a3c5f1a2-4b60-4c57-9d0e-6a1f7e9b2c10';
const isoBefore = (minutes: number): string => new Date(NOW - minutes * MINUTE).toISOString();
const said = [
  {
    ...{ id: 'b0a7d8f0-6a3e-4f0c-8b52-1f6f7c9f0d21', kind: 'message', from: 'staff' },
    ...{ words: 'Good luck.', at: isoBefore(4), shown: false, waiting: false },
  },
  {
    ...{ id: 'c9a1e6b4-0a8e-4f53-9d0b-7d7f3c1b5e32', kind: 'message', from: 'candidate' },
    ...{ words: 'May I use paper?', at: isoBefore(2), shown: true, waiting: true },
  },
] as const satisfies DeskNote[];

type DeskScreen =
  | 'setup-admission'
  | 'setup-admission-alone'
  | 'setup-retake'
  | 'exam-locked'
  | 'exam-warned'
  | 'exam-written'
  | 'finish-ended'
  | 'blocked-identification';

/** What a candidate meets of staff: waiting, a photo again, a lock, a warning, words, the end. */
export const DESK_SCREENS: Readonly<Record<DeskScreen, PretendedStart>> = {
  'setup-admission': {
    journey: setup({
      step: 'admission',
      done: ['face', 'passport', 'rules', 'agreement'],
      session: session({
        desk: { notes: [], admission: { state: 'waiting', at: isoBefore(1) } },
      }),
    }),
  },
  'setup-admission-alone': {
    journey: setup({
      step: 'admission',
      done: ['face', 'passport', 'rules', 'agreement'],
      session: session({
        proctoring: 'identification',
        desk: { notes: [], admission: { state: 'waiting', at: isoBefore(5) } },
      }),
    }),
  },
  'setup-retake': {
    journey: setup({
      step: 'face',
      done: ['passport', 'rules', 'agreement'],
      session: session({
        desk: {
          notes: [],
          admission: {
            state: 'retake',
            at: isoBefore(1),
            id: NOTE,
            photo: 'face',
            words: 'Please turn on a light.',
          },
        },
      }),
    }),
  },
  'exam-locked': {
    journey: exam({
      session: session({
        desk: {
          notes: said,
          lock: { id: NOTE, words: 'Show your desk, please.', at: isoBefore(1) },
        },
      }),
    }),
  },
  'exam-warned': {
    journey: exam({
      session: session({
        desk: { notes: [{ ...said[0], kind: 'warning', words: 'Please look at the screen.' }] },
      }),
    }),
  },
  'exam-written': { journey: exam({ session: session({ desk: { notes: said } }) }) },
  'finish-ended': {
    journey: finish({
      by: 'staff',
      session: session({
        desk: { notes: [{ ...said[0], kind: 'ended', words: 'The fire alarm rings.' }] },
      }),
    }),
  },
  'blocked-identification': {
    journey: {
      stage: 'blocked',
      reason: 'identification_rejected',
      evidence: [{ code: 'proctor_words', values: { words: 'This is somebody else’s card.' } }],
      back: setup({ step: 'admission' }) as JourneyAt<'setup'>,
    },
  },
};
