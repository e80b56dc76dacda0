import type { StartParameters } from '../startParameters.ts';
import type { LockdownPolicy } from './policy.ts';

type Streams = Pick<
  LockdownPolicy['recording'],
  'camera' | 'microphone' | 'screen' | 'analysis'
> & {
  /** The preset leaves room for a second camera. */
  readonly secondCamera: boolean;
};

/**
 * What each preset records. Sources: API parameters (`default`, `no_video`, `no_ai_detection`);
 * `no_webcam` of the Moodle plugin of 2026 records the desktop only: the sound comes with the webcam's
 * stream, so it goes with it (inferred).
 */
const STREAMS: Readonly<Record<StartParameters['streamsPreset'], Streams>> = {
  default: { camera: true, microphone: true, screen: true, analysis: true, secondCamera: true },
  no_ai_detection: {
    camera: true,
    microphone: true,
    screen: true,
    analysis: false,
    secondCamera: true,
  },
  no_webcam: { camera: false, microphone: false, screen: true, analysis: true, secondCamera: true },
  // Own: an exam of ProctorExam's API may have a webcam and share no screen.
  no_desktop: { camera: true, microphone: true, screen: false, analysis: true, secondCamera: true },
  no_video: {
    camera: false,
    microphone: false,
    screen: false,
    analysis: false,
    secondCamera: false,
  },
};

/** What of the candidate is recorded, analysed and kept. A trial records as the exam will, and keeps nothing. */
export function recordingOf(
  parameters: Pick<StartParameters, 'streamsPreset' | 'auxiliaryCamera' | 'trial'>,
): LockdownPolicy['recording'] {
  const { secondCamera, ...streams } = STREAMS[parameters.streamsPreset];
  return {
    ...streams,
    auxiliaryCamera: secondCamera && parameters.auxiliaryCamera,
    kept: !parameters.trial,
  };
}
