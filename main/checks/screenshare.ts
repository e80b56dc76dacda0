import type { MediaReading } from '../../contract/channels.ts';
import type { CheckVerdict } from '../../contract/check.ts';
import { fail, failedDevice, PASS } from './mediaFailure.ts';

type Reading = Extract<MediaReading, { step: 'screenshare' }>;

/** Pure: whether a frame of the screen was captured that shows anything. */
export function judgeScreenshare(reading: Reading): CheckVerdict {
  if (reading.error !== undefined) return failedDevice('screen', reading.error);
  const { width = 0, height = 0, blank = false } = reading;
  // One colour is what macOS gives an app that may not record the screen, and Wayland at times.
  if (width === 0 || height === 0 || blank) return fail({ code: 'screen_blank', values: {} });
  return PASS;
}
