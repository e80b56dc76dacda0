import { describe, expect, it } from 'vitest';
import { isUnbroken } from '../../server/sessions/isUnbroken.ts';
import { createWatch } from '../../server/time/watch.ts';
import { whatIsDue, type RunningFacts } from '../../server/time/whatIsDue.ts';
import { MINUTE, MORNING } from './support/server.ts';

const at = (minutes: number): number => MORNING + minutes * MINUTE;

const running: RunningFacts = {
  status: 'exam_started',
  startedAt: at(0),
  lastSeenAt: at(0),
  windowEndsAt: at(600),
  durationMinutes: 60,
  extraMinutes: 0,
  reconnectMinutes: 10,
};
const due = (facts: Partial<RunningFacts>, minutes: number, listeningSince = at(-600)) =>
  whatIsDue({ ...running, ...facts }, at(minutes), listeningSince).map((each) => each.what);

describe('whatIsDue', () => {
  it('counts absence after the start by the reconnect window', () => {
    expect(due({ lastSeenAt: at(20) }, 30)).toEqual([]);
    expect(due({ lastSeenAt: at(20) }, 30.01)).toEqual(['disconnected']);
    expect(due({ lastSeenAt: at(20), reconnectMinutes: 15 }, 34)).toEqual([]);
    expect(due({ lastSeenAt: at(20), reconnectMinutes: 5 }, 25.01)).toEqual(['disconnected']);
  });

  it('counts no absence from before the server listened', () => {
    expect(due({ lastSeenAt: at(10) }, 40, at(35))).toEqual([]);
    expect(due({ lastSeenAt: at(10) }, 45.01, at(35))).toEqual(['disconnected']);
  });

  it('tells the end once, and closes five minutes later', () => {
    const here = { lastSeenAt: at(65) };
    expect(due({ lastSeenAt: at(59) }, 59.99)).toEqual([]);
    expect(due({ lastSeenAt: at(60) }, 60)).toEqual(['time_up']);
    expect(due({ lastSeenAt: at(62), timeUpFor: at(60) }, 62)).toEqual([]);
    expect(due({ ...here, timeUpFor: at(60) }, 64.99)).toEqual([]);
    expect(due({ ...here, timeUpFor: at(60) }, 65)).toEqual(['out_of_time']);
  });

  it('tells a granted end again', () => {
    const granted = { extraMinutes: 15, lastSeenAt: at(75), timeUpFor: at(60) };
    expect(due(granted, 70)).toEqual([]);
    expect(due(granted, 75)).toEqual(['time_up']);
  });

  it('ends with the window at the latest, whatever was granted', () => {
    const facts = { windowEndsAt: at(30), extraMinutes: 500, lastSeenAt: at(30) };
    expect(due(facts, 30)).toEqual(['time_up']);
  });

  it('lets the one that came first decide', () => {
    expect(due({ lastSeenAt: at(50) }, 300)).toEqual(['disconnected']);
    expect(due({ lastSeenAt: at(56), timeUpFor: at(60) }, 300)).toEqual(['out_of_time']);
  });

  it('takes a candidate who went silent in setup as gone, and no other stage', () => {
    const setup = { status: 'in_setup', lastSeenAt: at(5) } as const;
    expect(due(setup, 6)).toEqual([]);
    expect(due(setup, 6.01)).toEqual(['left_setup']);
    expect(due({ ...setup, status: 'after_check_req' }, 300)).toEqual([]);
    expect(due({ ...setup, status: 'exam_finished' }, 300)).toEqual([]);
  });
});

describe('isUnbroken', () => {
  const stretch = { from: at(0), to: at(30), window: 10 * MINUTE };
  const span = (since: number, until: number) => ({ since: at(since), until: at(until) });

  it.each([
    ['one span all along', [span(0, 30)], true],
    ['spans with short gaps', [span(1, 8), span(16, 25)], true],
    ['overlapping spans', [span(0, 20), span(5, 10), span(19, 30)], true],
    ['no sign of life', [], false],
    ['a gap as long as the window', [span(0, 10), span(20, 30)], false],
    ['a long silence at the beginning', [span(10, 30)], false],
    ['a long silence at the end', [span(0, 20)], false],
  ])('%s', (_what, spans, unbroken) => {
    expect(isUnbroken(spans, stretch)).toBe(unbroken);
  });
});

describe('the watch', () => {
  it('counts anew after the server itself stood still', () => {
    let now = at(0);
    const watch = createWatch({ now: () => now });
    expect(watch.listeningSince()).toBe(at(0));
    now = at(1);
    watch.tick();
    expect(watch.listeningSince()).toBe(at(0));
    now = at(20);
    watch.tick();
    expect(watch.listeningSince()).toBe(at(20));
  });
});
