import { afterEach, beforeEach, vi } from 'vitest';

/**
 * Timers and clocks stand still in every test of the file until they are moved; promises go on as ever.
 * @returns lets this many milliseconds pass
 */
export function withFakeTime(): (milliseconds: number) => Promise<unknown> {
  beforeEach(() => {
    vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
    });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  return (milliseconds) => vi.advanceTimersByTimeAsync(milliseconds);
}
