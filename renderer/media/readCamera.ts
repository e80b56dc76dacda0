import { brightnessOf, pixelsOf } from './pixels.ts';
import { firstPicture, wait } from './wait.ts';
import type { MediaReading } from '../../contract/channels.ts';

/** How long frames are counted: long enough to see oneself, and for ten frames of a slow camera. */
const WATCH = 2_000;
/** A camera that shows nothing by then is judged by that (milliseconds). */
const LONGEST_START = 8_000;

/** Looks at a camera's picture for a while: its size, whether it moves on, and how bright it is. */
export async function readCamera(
  video: HTMLVideoElement,
  signal: AbortSignal,
): Promise<MediaReading> {
  await firstPicture(video, LONGEST_START, signal);
  const before = video.getVideoPlaybackQuality().totalVideoFrames;
  await wait(WATCH, signal);
  const frames = video.getVideoPlaybackQuality().totalVideoFrames - before;
  return {
    step: 'webcam',
    width: video.videoWidth,
    height: video.videoHeight,
    frames,
    ...(video.videoWidth > 0 ? { brightness: brightnessOf(pixelsOf(video, 64, 48)) } : {}),
  };
}
