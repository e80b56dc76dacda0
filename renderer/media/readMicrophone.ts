import { wait } from './wait.ts';
import type { MediaReading } from '../../contract/channels.ts';

/** How loud it must get for listening to end early, 0–1 of full scale: calm speech at arm's length. */
export const LOUD_ENOUGH = 0.1;
/** Listened for at least this long, so that the meter is seen to move, and at most that long (ms). */
const SHORTEST = 1_500;
const LONGEST = 15_000;
const STEP = 60;

/** Largest distance from silence in a stretch of samples, 0–1. */
export function peakOf(samples: Float32Array): number {
  return samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
}

/**
 * Listens until somebody has spoken or the time is up.
 * @param onLevel told the loudness of the moment, 0–1, about sixteen times a second
 */
export async function readMicrophone(
  stream: MediaStream,
  onLevel: (level: number) => void,
  signal: AbortSignal,
): Promise<MediaReading> {
  const context = new AudioContext();
  try {
    await context.resume();
    const analyser = context.createAnalyser();
    analyser.fftSize = 2048;
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    let peak = 0;
    for (let waited = 0; waited < LONGEST; waited += STEP) {
      await wait(STEP, signal);
      analyser.getFloatTimeDomainData(samples);
      const level = peakOf(samples);
      onLevel(level);
      peak = Math.max(peak, level);
      if (peak >= LOUD_ENOUGH && waited >= SHORTEST) break;
    }
    const muted = stream.getAudioTracks().some((track) => track.muted);
    return { step: 'microphone', muted, peak: Math.min(1, peak) };
  } finally {
    await context.close();
  }
}
