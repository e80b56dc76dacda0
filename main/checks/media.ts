import type { MediaReading } from '../../contract/channels.ts';
import { wireState, type CheckResult, type CheckVerdict } from '../../contract/check.ts';
import { judgeMicrophone } from './microphone.ts';
import { judgeScreenshare } from './screenshare.ts';
import { judgeSpeakers } from './speakers.ts';
import { judgeWebcam } from './webcam.ts';

/** Judges what the screens read of camera, microphone, speakers and screen. */
export function judgeMedia(reading: MediaReading): CheckResult {
  return resultOf(reading.step, verdictOf(reading));
}

function verdictOf(reading: MediaReading): CheckVerdict {
  switch (reading.step) {
    case 'webcam':
      return judgeWebcam(reading);
    case 'microphone':
      return judgeMicrophone(reading);
    case 'speakers':
      return judgeSpeakers(reading);
    case 'screenshare':
      return judgeScreenshare(reading);
  }
}

/** A verdict as it travels. */
export function resultOf(step: CheckResult['step'], verdict: CheckVerdict): CheckResult {
  const { outcome, evidence } = verdict;
  return { step, state: wireState(outcome), outcome, evidence: [...evidence] };
}
