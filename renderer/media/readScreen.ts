import { isOneColour, pixelsOf } from './pixels.ts';
import { firstPicture, wait } from './wait.ts';
import type { MediaReading } from '../../contract/channels.ts';

/** Long enough for the candidate to recognise their own screen. */
const WATCH = 1_500;
const LONGEST_START = 8_000;

/** Looks at one captured frame of the screen: its size, and whether it holds anything at all. */
export async function readScreen(
  video: HTMLVideoElement,
  signal: AbortSignal,
): Promise<MediaReading> {
  await firstPicture(video, LONGEST_START, signal);
  await wait(WATCH, signal);
  if (video.videoWidth === 0) return { step: 'screenshare', width: 0, height: 0, blank: true };
  return {
    step: 'screenshare',
    width: video.videoWidth,
    height: video.videoHeight,
    blank: isOneColour(pixelsOf(video, 160, 90)),
  };
}
