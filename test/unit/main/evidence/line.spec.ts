import { expect, test, vi } from 'vitest';
import type { SessionState } from '../../../../contract/http.ts';
import { keepLine } from '../../../../main/evidence/line.ts';
import { ServerError } from '../../../../main/system/serverAnswer.ts';
import { openLineWith, readEvents, type OpenLine } from '../../../../main/system/serverEvents.ts';
import { silentLog } from '../../../fakes/log.ts';

const ACCESS = { server: 'https://proctor.uni.example/', accessToken: 'x'.repeat(43) };
const STATE: SessionState = {
  revision: 3,
  status: 'exam_started',
  serverTime: '2026-06-20T06:00:00.000Z',
  accommodations: { extraMinutes: 0, breakMinutes: 0, waivedSteps: [] },
};

function streamOf(...pieces: string[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(encoder.encode(piece));
      controller.close();
    },
  });
}

async function eventsIn(...pieces: string[]): Promise<[string, string][]> {
  const heard: [string, string][] = [];
  await readEvents(streamOf(...pieces) as Parameters<typeof readEvents>[0], (event, data) =>
    heard.push([event, data]),
  );
  return heard;
}

test('events are read wherever the network cuts them, and comments show that the line lives', async () => {
  const whole = ': here\n\nevent: state\ndata: {"a":\ndata: "é"}\n\n';
  const expected = [
    ['', ''],
    ['state', '{"a":\n"é"}'],
  ];
  expect(await eventsIn(whole)).toEqual(expected);
  expect(await eventsIn(...Array.from(whole))).toEqual(expected);
  expect(await eventsIn(whole.replaceAll('\n', '\r\n'))).toEqual(expected);
  expect(await eventsIn('event: state\ndata: half')).toEqual([]);
});

test('an endless event is not read for ever', async () => {
  const piece = 'x'.repeat(600 * 1024);
  await expect(eventsIn(piece, piece)).rejects.toThrow('longer');
});

test('a state over the line is what the contract says, and nothing else', async () => {
  const answer = (text: string, status = 200) =>
    openLineWith(() =>
      Promise.resolve(new Response(status === 200 ? streamOf(text) : text, { status })),
    );
  const heard: SessionState[] = [];
  const listener = { onOpen() {}, onState: (state: SessionState) => heard.push(state) };
  const { signal } = new AbortController();
  await answer(`event: state\ndata: ${JSON.stringify(STATE)}\n\n`)(ACCESS, listener, signal);
  expect(heard).toEqual([STATE]);
  const bad = answer('event: state\ndata: {"status":"no such"}\n\n');
  await expect(bad(ACCESS, listener, signal)).rejects.toMatchObject({ reason: 'server_fault' });
  const replaced = JSON.stringify({ error: 'access_replaced', message: 'x', faults: [] });
  await expect(answer(replaced, 409)(ACCESS, listener, signal)).rejects.toMatchObject({
    reason: 'access_replaced',
    passing: false,
  });
});

function lineOf(openLine: OpenLine) {
  const told: SessionState[] = [];
  let now = 0;
  const stop = keepLine({
    outbox: { access: () => ACCESS },
    openLine,
    onState: (state) => told.push(state),
    log: silentLog,
    ticks: () => (now += 1),
    random: () => 0,
  });
  return { told, stop };
}

test('a line that breaks is opened again, and the token of that moment is used', async () => {
  vi.useFakeTimers();
  try {
    let tries = 0;
    const { told, stop } = lineOf((_access, { onState }) => {
      tries += 1;
      if (tries < 3)
        return Promise.reject(new ServerError('server_unreachable', 'x', { passing: true }));
      onState(STATE);
      return new Promise(() => undefined);
    });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(tries).toBe(3);
    expect(told).toEqual([STATE]);
    stop();
  } finally {
    vi.useRealTimers();
  }
});

test('whoever was turned away for good asks no more', async () => {
  vi.useFakeTimers();
  try {
    let tries = 0;
    lineOf(() => {
      tries += 1;
      return Promise.reject(new ServerError('access_replaced', 'x', { passing: false }));
    });
    await vi.advanceTimersByTimeAsync(120_000);
    expect(tries).toBe(1);
  } finally {
    vi.useRealTimers();
  }
});

test('the end of the session ends the line and what waits for the next try', async () => {
  vi.useFakeTimers();
  try {
    let tries = 0;
    const { stop } = lineOf((_access, _listener, signal) => {
      tries += 1;
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
    });
    stop();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(tries).toBe(1);
  } finally {
    vi.useRealTimers();
  }
});
