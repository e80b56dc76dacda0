import { PHOTO_MAX_BYTES } from '../../contract/photo.ts';
import { pixelsOf } from './pixels.ts';
import { wait } from './wait.ts';

export interface TakenPhoto {
  readonly pixels: ImageData;
  readonly jpeg: Uint8Array<ArrayBuffer>;
}

/** From fine to coarse: the first that fits the limit is taken. */
const QUALITIES = [0.92, 0.8, 0.6] as const;

/** Cameras begin black or glaring: only after so many frames is the light right. */
const SETTLED_FRAMES = 5;
/** A camera that is on has shown them within this time (milliseconds). */
const SETTLING_TAKES = 5_000;
const STEP = 30;

/**
 * The picture a camera shows now, at its own size, as pixels and as JPEG. A camera that was switched
 * on just now is waited for.
 */
export async function takePhoto(video: HTMLVideoElement): Promise<TakenPhoto> {
  await settled(video);
  const pixels = pixelsOf(video, video.videoWidth, video.videoHeight);
  for (const quality of QUALITIES) {
    const jpeg = await jpegOf(pixels, quality);
    if (jpeg.length <= PHOTO_MAX_BYTES) return { pixels, jpeg };
  }
  throw new Error(`The photo of ${pixels.width} × ${pixels.height} does not fit the limit`);
}

async function settled(video: HTMLVideoElement): Promise<void> {
  const isSettled = (): boolean =>
    video.videoWidth > 0 && video.getVideoPlaybackQuality().totalVideoFrames >= SETTLED_FRAMES;
  for (let waited = 0; waited < SETTLING_TAKES && !isSettled(); waited += STEP) {
    await wait(STEP);
  }
  if (video.videoWidth === 0) throw new Error('The camera shows no picture yet');
}

async function jpegOf(pixels: ImageData, quality: number): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = document.createElement('canvas');
  canvas.width = pixels.width;
  canvas.height = pixels.height;
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
  const blob = await new Promise<Blob | null>((resolve) =>
    canvas.toBlob(resolve, 'image/jpeg', quality),
  );
  if (blob === null) throw new Error('The camera’s picture cannot be made into a JPEG');
  return new Uint8Array(await blob.arrayBuffer());
}
