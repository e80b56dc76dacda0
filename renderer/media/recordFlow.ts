import { wait } from './wait.ts';

/** How long the flow is measured, milliseconds. */
export const FLOW_LENGTH = 5_000;
const SLICE = 250;
const STEP = 100;

/** What the exam itself records with (bits per second): the measure is of that, not of the line. */
const RATES = { camera: 400_000, screen: 250_000, sound: 32_000 } as const;
const FORMAT = 'video/webm;codecs=vp8,opus';

export interface Flow {
  readonly camera?: MediaStream;
  readonly screen?: MediaStream;
}

/**
 * Records camera and screen at once and hands every piece on, in order, one at a time.
 * @param send waits until the piece is away; a failure ends the recording and is thrown
 * @param onProgress told how much of the time has passed, 0–1
 */
export async function recordFlow(
  { camera, screen }: Flow,
  send: (piece: Uint8Array<ArrayBuffer>) => Promise<void>,
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const recorders = [
    ...(camera === undefined ? [] : [recorderOf(camera, RATES.camera)]),
    ...(screen === undefined ? [] : [recorderOf(screen, RATES.screen)]),
  ];
  let sending = Promise.resolve();
  let failure: Error | undefined;
  const stopped = recorders.map((recorder) => {
    recorder.addEventListener('dataavailable', ({ data }) => {
      if (data.size === 0) return;
      sending = sending
        .then(async () => send(new Uint8Array(await data.arrayBuffer())))
        .catch((error: unknown) => {
          failure ??= error instanceof Error ? error : new Error('The piece could not be sent');
        });
    });
    return new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }));
  });
  try {
    recorders.forEach((recorder) => recorder.start(SLICE));
    for (let waited = 0; waited < FLOW_LENGTH && failure === undefined; waited += STEP) {
      await wait(STEP, signal);
      onProgress((waited + STEP) / FLOW_LENGTH);
    }
  } finally {
    recorders.filter(({ state }) => state !== 'inactive').forEach((recorder) => recorder.stop());
  }
  await Promise.all(stopped);
  await sending;
  if (failure !== undefined) throw failure;
}

function recorderOf(stream: MediaStream, videoBitsPerSecond: number): MediaRecorder {
  return new MediaRecorder(stream, {
    mimeType: FORMAT,
    videoBitsPerSecond,
    audioBitsPerSecond: RATES.sound,
  });
}
