import type { MediaReading } from '../../contract/channels.ts';
import type { CheckVerdict } from '../../contract/check.ts';
import { fail, failedDevice, PASS, warn } from './mediaFailure.ts';

type Reading = Extract<MediaReading, { step: 'microphone' }>;

/** Highest level, 0–1 of full scale: the noise of an open input stays below; −40 dB. */
const SILENT = 0.01;
/** Speech at arm's length is above; −26 dB. */
const QUIET = 0.05;

/** Pure: whether the microphone heard anything. Who can make no sound says so and goes on. */
export function judgeMicrophone(reading: Reading): CheckVerdict {
  if (reading.error !== undefined) return failedDevice('microphone', reading.error);
  const { muted = false, peak = 0, cannotSpeak = false } = reading;
  if (muted) return fail({ code: 'microphone_muted', values: {} });
  if (peak < SILENT && cannotSpeak) {
    return warn({ code: 'microphone_cannot_speak', values: {} });
  }
  if (peak < SILENT) return fail({ code: 'microphone_silent', values: {} });
  return peak < QUIET ? warn({ code: 'microphone_quiet', values: {} }) : PASS;
}
