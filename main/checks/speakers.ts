import type { MediaReading } from '../../contract/channels.ts';
import type { CheckVerdict } from '../../contract/check.ts';
import { fail, failedDevice, PASS, warn } from './mediaFailure.ts';

type Reading = Extract<MediaReading, { step: 'speakers' }>;

/** Pure: whether the tone was heard. Who cannot hear says so and goes on. */
export function judgeSpeakers(reading: Reading): CheckVerdict {
  if (reading.cannotHear === true) return warn({ code: 'speakers_cannot_hear', values: {} });
  if (reading.error !== undefined) return failedDevice('speakers', reading.error);
  return reading.heard === true ? PASS : fail({ code: 'speakers_not_heard', values: {} });
}
