import { PHOTO_MAX_BYTES } from '../../contract/photo.ts';
import { pixelsOf } from './pixels.ts';

export interface TakenPhoto {
  readonly pixels: ImageData;
  readonly jpeg: Uint8Array<ArrayBuffer>;
}

/** From fine to coarse: the first that fits the limit is taken. */
const QUALITIES = [0.92, 0.8, 0.6] as const;

/** A camera that is on shows its first picture within this time (milliseconds). */
const FIRST_FRAME_TAKES = 5_000;

/**
 * The picture a camera shows now, at its own size, as pixels and as JPEG. A camera that was switched
 * on just now is waited for.
 */
export async function takePhoto(video: HTMLVideoElement): Promise<TakenPhoto> {
  await firstFrame(video);
  const pixels = pixelsOf(video, video.videoWidth, video.videoHeight);
  for (const quality of QUALITIES) {
    const jpeg = await jpegOf(pixels, quality);
    if (jpeg.length <= PHOTO_MAX_BYTES) return { pixels, jpeg };
  }
  throw new Error(`The photo of ${pixels.width} × ${pixels.height} does not fit the limit`);
}

async function firstFrame(video: HTMLVideoElement): Promise<void> {
  const isThere = (): boolean =>
    video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.videoWidth > 0;
  if (isThere()) return;
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => {
      video.removeEventListener('loadeddata', seen);
      reject(new Error('The camera shows no picture yet'));
    }, FIRST_FRAME_TAKES);
    const seen = (): void => {
      clearTimeout(late);
      resolve();
    };
    video.addEventListener('loadeddata', seen, { once: true });
  });
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
