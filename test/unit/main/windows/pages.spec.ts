import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { watchPage } from '../../../../main/windows/pageHealth.ts';
import {
  postMessageTo,
  proveProctoring,
  withClientOrigin,
} from '../../../../main/windows/proof.ts';
import { askBeforeUnload } from '../../../../main/windows/unload.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

class Page extends EventEmitter {
  url = 'https://lms.example/attempt';
  scripts: string[] = [];
  forcefullyCrashRenderer = vi.fn();
  getURL(): string {
    return this.url;
  }
  isDestroyed(): boolean {
    return false;
  }
  executeJavaScript(source: string): Promise<unknown> {
    this.scripts.push(source);
    return Promise.resolve();
  }
  asContents(): WebContents {
    return this as unknown as WebContents;
  }
}

describe('the proof of proctoring', () => {
  const prove = (page: Page): void =>
    proveProctoring(page.asContents(), {
      message: 'proctoringReady_n6EY',
      mayNavigate: (url) => url.startsWith('https://lms.example/'),
    });

  test('is said before a late listener gives up, also where `load` never comes', async () => {
    const page = new Page();
    prove(page);
    page.emit('dom-ready');
    await vi.advanceTimersByTimeAsync(14_000);
    expect(page.scripts.length).toBeGreaterThanOrEqual(4);
    expect(page.scripts[0]).toBe(postMessageTo('proctoringReady_n6EY', 'https://lms.example'));
  });

  test('is said at load, shortly after, and a second after', async () => {
    const page = new Page();
    prove(page);
    page.emit('did-finish-load');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(page.scripts).toHaveLength(3);
  });

  test('is said to no page outside the exam, and not on after a page has gone', async () => {
    const page = new Page();
    prove(page);
    page.url = 'https://elsewhere.example/';
    page.emit('did-finish-load');
    await vi.advanceTimersByTimeAsync(2_000);
    page.url = 'https://lms.example/attempt';
    page.emit('dom-ready');
    page.emit('did-navigate');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(page.scripts).toEqual([]);
  });

  test('cannot be broken out of', () => {
    expect(postMessageTo('"); alert(1); ("', 'https://lms.example')).toBe(
      'window.postMessage("\\"); alert(1); (\\"", "https://lms.example"); undefined',
    );
  });

  test.each([
    [
      'https://lms.example/entry.php?a=b%20c&token=x',
      'https://lms.example/entry.php?a=b%20c&token=x&',
    ],
    ['https://lms.example/q', 'https://lms.example/q?'],
  ])('the entry is told where it will come from: %s', (entry, start) => {
    expect(withClientOrigin(entry)).toBe(`${start}examus-client-origin=https%3A%2F%2Flms.example`);
  });

  test('the entry keeps its fragment', () => {
    expect(withClientOrigin('https://lms.example/q?a=1#part')).toBe(
      'https://lms.example/q?a=1&examus-client-origin=https%3A%2F%2Flms.example#part',
    );
  });
});

describe('a page that says "not saved"', () => {
  const setUp = () => {
    const page = new Page();
    const stayed = vi.fn();
    let now = 0;
    const rule = askBeforeUnload(page.asContents(), stayed, () => now);
    const leave = (): boolean => {
      const event = { preventDefault: vi.fn() };
      page.emit('will-prevent-unload', event);
      return event.preventDefault.mock.calls.length > 0;
    };
    return { page, rule, stayed, leave, pass: (milliseconds: number) => (now += milliseconds) };
  };

  test('stays the first time, with a word, and goes the second', () => {
    const { stayed, leave, pass } = setUp();
    expect(leave()).toBe(false);
    pass(5_000);
    expect(leave()).toBe(true);
    expect(stayed).toHaveBeenCalledOnce();
  });

  test('stays again when the second try comes much later, or on another page', () => {
    const { page, leave, pass } = setUp();
    leave();
    pass(31_000);
    expect(leave()).toBe(false);
    page.emit('did-navigate');
    expect(leave()).toBe(false);
  });

  test('does not hold up a step of our own, and only that one', () => {
    const { page, rule, leave, pass } = setUp();
    rule.leaveNow();
    expect(leave()).toBe(true);
    page.emit('did-navigate');
    expect(leave()).toBe(false);
    rule.leaveNow();
    pass(6_000);
    expect(leave()).toBe(true);
  });
});

describe('a page’s health', () => {
  const setUp = () => {
    const page = new Page();
    const told: string[] = [];
    const health = watchPage(page.asContents(), {
      reload: () => told.push('reload'),
      onState: (state) => told.push(state),
      onCrashed: () => told.push('(crashed)'),
      onUnresponsive: () => told.push('(hung)'),
      onRecovered: () => told.push('(recovered)'),
      now: () => Date.now(),
    });
    const shows = (): void => void page.emit('did-navigate', {}, 'https://lms.example/attempt');
    return { page, told, health, shows };
  };

  test('one that never came is tried again by itself', async () => {
    const { told, health, shows } = setUp();
    expect(health.missed()).toBe(true);
    await vi.advanceTimersByTimeAsync(5_000);
    shows();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(told).toEqual(['unreachable', 'loading', 'reload', 'shown']);
  });

  test('one that is there stays when the next does not come', () => {
    const { told, health, shows } = setUp();
    shows();
    expect(health.missed()).toBe(false);
    expect(told).toEqual(['shown', 'shown']);
  });

  test('one that crashed comes back in place, and says so', async () => {
    const { page, told, shows } = setUp();
    shows();
    page.emit('render-process-gone');
    await vi.advanceTimersByTimeAsync(1_000);
    shows();
    expect(told).toEqual([
      'shown',
      '(crashed)',
      'crashed',
      'loading',
      'reload',
      'shown',
      '(recovered)',
    ]);
  });

  test('one that crashes over and over is left to the candidate', async () => {
    const { page, told, health } = setUp();
    for (let times = 0; times < 6; times += 1) {
      page.emit('render-process-gone');
      await vi.advanceTimersByTimeAsync(2_000);
    }
    expect(told.filter((each) => each === 'reload')).toHaveLength(3);
    health.restart();
    await vi.advanceTimersByTimeAsync(10);
    expect(told.filter((each) => each === 'reload')).toHaveLength(4);
  });

  test('one that hangs is waited for, and then begun anew', async () => {
    const { page, told, shows } = setUp();
    shows();
    page.emit('unresponsive');
    await vi.advanceTimersByTimeAsync(10_000);
    page.emit('responsive');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(page.forcefullyCrashRenderer).not.toHaveBeenCalled();
    page.emit('unresponsive');
    await vi.advanceTimersByTimeAsync(31_000);
    expect(page.forcefullyCrashRenderer).toHaveBeenCalledOnce();
    expect(told).toEqual(['shown', '(hung)', 'unresponsive', 'shown', '(hung)', 'unresponsive']);
  });

  test('one that hangs is begun anew at once when the candidate asks for it', () => {
    const { page, health, shows } = setUp();
    shows();
    page.emit('unresponsive');
    health.restart();
    expect(page.forcefullyCrashRenderer).toHaveBeenCalledOnce();
  });

  test('an error page in its place is no page; an aborted step is nothing', () => {
    const { page, told, shows } = setUp();
    shows();
    page.emit('did-fail-load', {}, -3, '', 'https://lms.example/', true);
    page.emit('did-fail-load', {}, -105, '', 'https://cdn.example/', false);
    expect(told).toEqual(['shown']);
    page.emit('did-fail-load', {}, -105, '', 'https://lms.example/', true);
    expect(told).toEqual(['shown', 'unreachable']);
  });
});
