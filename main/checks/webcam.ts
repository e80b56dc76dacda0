import type { MediaReading } from '../../contract/channels.ts';
import type { CheckVerdict } from '../../contract/check.ts';
import { fail, failedDevice, PASS, warn } from './mediaFailure.ts';

type Reading = Extract<MediaReading, { step: 'webcam' }>;

/** A picture that stands still for the whole probe is no live picture. */
const FEWEST_FRAMES = 2;
/** Mean brightness, 0–255: a covered lens gives 0–6, a face by the light of a screen 25 and more. */
const COVERED = 8;
const DIM = 25;
/** Smaller than the smallest size that webcams have offered for twenty years is no webcam's (pixels). */
const SMALLEST = { width: 320, height: 240 } as const;

/** Pure: whether the camera shows a live picture in which somebody can be seen. */
export function judgeWebcam(reading: Reading): CheckVerdict {
  if (reading.error !== undefined) return failedDevice('camera', reading.error);
  const { frames = 0, width = 0, height = 0, brightness = 0 } = reading;
  if (frames < FEWEST_FRAMES || width === 0) return fail({ code: 'camera_no_picture', values: {} });
  if (brightness < COVERED) return fail({ code: 'camera_covered', values: {} });
  if (width < SMALLEST.width || height < SMALLEST.height) {
    return warn({ code: 'camera_small', values: { width, height } });
  }
  return brightness < DIM ? warn({ code: 'camera_dim', values: {} }) : PASS;
}
