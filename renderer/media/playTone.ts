import { wait } from './wait.ts';

/** Two notes (A4, E5), each for half a second, swelling and fading so that nothing clicks. */
const NOTES = [440, 659.25] as const;
const LENGTH = 0.5;
const LOUDNESS = 0.4;

/** Plays the test tone to its end. */
export async function playTone(signal: AbortSignal): Promise<void> {
  const context = new AudioContext();
  try {
    await context.resume();
    NOTES.forEach((frequency, index) => {
      const from = context.currentTime + 0.1 + index * LENGTH;
      const volume = context.createGain();
      volume.gain.setValueAtTime(0, from);
      volume.gain.linearRampToValueAtTime(LOUDNESS, from + 0.05);
      volume.gain.linearRampToValueAtTime(0, from + LENGTH);
      const note = context.createOscillator();
      note.frequency.value = frequency;
      note.connect(volume).connect(context.destination);
      note.start(from);
      note.stop(from + LENGTH);
    });
    await wait((0.2 + NOTES.length * LENGTH) * 1000, signal);
  } finally {
    await context.close();
  }
}
