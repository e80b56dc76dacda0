import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { feelPulse } from '../../../../main/windows/pulse.ts';

/** A page that answers when it is told to. */
function page() {
  const said: string[] = [];
  let asked: { resolve: () => void; reject: (reason: Error) => void } | undefined;
  let waits = false;
  const end = feelPulse({
    ask: () =>
      new Promise<void>((resolve, reject) => {
        asked = { resolve, reject };
      }),
    isWaiting: () => waits,
    onSilent: () => said.push('silent'),
    onBack: () => said.push('back'),
  });
  return {
    said,
    end,
    setWaiting: (waiting: boolean) => void (waits = waiting),
    answer: async () => {
      asked?.resolve();
      await vi.advanceTimersByTimeAsync(0);
    },
    refuse: async () => {
      asked?.reject(new Error('went on to another page'));
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the pulse of a page', () => {
  test('is there as long as the page answers, by a refusal too', async () => {
    const { said, answer, refuse, end } = page();
    for (let count = 0; count < 10; count += 1) {
      await vi.advanceTimersByTimeAsync(5_000);
      await (count % 2 === 0 ? answer() : refuse());
    }
    expect(said).toEqual([]);
    end();
  });

  test('is lost once after fifteen seconds, and comes back with the answer', async () => {
    const { said, answer, end } = page();
    await vi.advanceTimersByTimeAsync(19_900);
    expect(said).toEqual([]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(said).toEqual(['silent']);
    await answer();
    expect(said).toEqual(['silent', 'back']);
    end();
  });

  test('is not missed while the page waits for the candidate', async () => {
    const { said, setWaiting, end } = page();
    setWaiting(true);
    await vi.advanceTimersByTimeAsync(300_000);
    expect(said).toEqual([]);
    setWaiting(false);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(said).toEqual(['silent']);
    end();
  });

  test('is no longer felt after the end', async () => {
    const { said, end } = page();
    await vi.advanceTimersByTimeAsync(6_000);
    end();
    await vi.advanceTimersByTimeAsync(300_000);
    expect(said).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
