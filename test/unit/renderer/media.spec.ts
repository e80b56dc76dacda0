import { describe, expect, it, vi } from 'vitest';
import { brightnessOf, isOneColour } from '../../../renderer/media/pixels.ts';
import { peakOf } from '../../../renderer/media/readMicrophone.ts';
import { failureOf, Sources, type Devices } from '../../../renderer/media/sources.ts';
import { wait } from '../../../renderer/media/wait.ts';

const pixels = (...greys: number[]) => ({
  data: Uint8ClampedArray.from(greys.flatMap((grey) => [grey, grey, grey, 255])),
});

describe('pixels', () => {
  it('have a mean brightness', () => {
    expect(brightnessOf(pixels(0, 255))).toBeCloseTo(127.5);
    expect(brightnessOf({ data: new Uint8ClampedArray() })).toBe(0);
  });

  it('are of one colour but for noise', () => {
    expect(isOneColour(pixels(10, 12, 8))).toBe(true);
    expect(isOneColour(pixels(10, 12, 80))).toBe(false);
  });
});

describe('loudness', () => {
  it('is the largest distance from silence', () => {
    expect(peakOf(Float32Array.from([0.1, -0.6, 0.3]))).toBeCloseTo(0.6);
    expect(peakOf(new Float32Array(8))).toBe(0);
  });
});

describe('waiting', () => {
  it('ends early when it is stopped', async () => {
    const stop = new AbortController();
    const waiting = wait(60_000, stop.signal);
    stop.abort();
    await expect(waiting).rejects.toThrow();
    await expect(wait(0, stop.signal)).rejects.toThrow();
  });
});

describe('sources', () => {
  class Track extends EventTarget {
    readonly stop = vi.fn();
  }
  const stream = (track: Track) =>
    ({ getTracks: () => [track] }) as unknown as MediaStream & { getTracks: () => Track[] };
  const devices = (open: () => Promise<MediaStream>): Devices => ({
    getUserMedia: vi.fn(open),
    getDisplayMedia: vi.fn(open),
  });

  it('are opened once and shared', async () => {
    const given = devices(() => Promise.resolve(stream(new Track())));
    const sources = new Sources(given);
    expect(await sources.get('camera')).toBe(await sources.get('camera'));
    await sources.get('screen');
    expect(given.getUserMedia).toHaveBeenCalledTimes(1);
    expect(given.getDisplayMedia).toHaveBeenCalledTimes(1);
  });

  it('are tried anew after a failure, and after they were unplugged', async () => {
    const track = new Track();
    const answers = [
      () => Promise.reject(new DOMException('busy', 'NotReadableError')),
      () => Promise.resolve(stream(track)),
      () => Promise.resolve(stream(new Track())),
    ];
    const sources = new Sources(
      devices(() => answers.shift()?.() ?? Promise.reject(new Error('asked too often'))),
    );
    await expect(sources.get('camera')).rejects.toThrow('busy');
    const first = await sources.get('camera');
    track.dispatchEvent(new Event('ended'));
    expect(await sources.get('camera')).not.toBe(first);
  });

  it('are given back: the light of the camera goes out', async () => {
    const track = new Track();
    const sources = new Sources(devices(() => Promise.resolve(stream(track))));
    await sources.get('camera');
    sources.release();
    await Promise.resolve();
    await Promise.resolve();
    expect(track.stop).toHaveBeenCalledOnce();
  });

  it('say by name why they cannot be opened', () => {
    expect(failureOf(new DOMException('no', 'NotAllowedError'))).toBe('NotAllowedError');
    expect(failureOf('no')).toBe('UnknownError');
  });
});
