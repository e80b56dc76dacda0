import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  startNativeWorker,
  type ReadyWords,
} from '../../../../../main/system/windows/nativeWorker.ts';
import { eventually } from '../../../../setup/eventually.ts';

interface Words extends ReadyWords {
  readonly word?: string;
}

const folder = mkdtempSync(path.join(tmpdir(), 'worker-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HEAD = `
import { writeFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
const numbers = new Int32Array(workerData.memory, 0, 2);
const hook = new BigUint64Array(workerData.memory, 8, 1);
const sleep = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
`;

/** Threads that behave and misbehave as those that serve Windows may. */
const PROGRAMS = {
  good: `hook[0] = 7n; parentPort.postMessage({ ready: true }); parentPort.postMessage({ word: 'hello' });
    while (numbers[0] === 0) { Atomics.add(numbers, 1, 1); sleep(20); }`,
  stalled: `hook[0] = 7n; parentPort.postMessage({ ready: true }); sleep();`,
  silent: `sleep();`,
  thrown: `parentPort.postMessage({ ready: true }); sleep(50); throw new Error('broken');`,
  left: `parentPort.postMessage({ ready: true }); sleep(50);`,
  telling: `hook[0] = 7n; parentPort.postMessage({ ready: true });
    writeFileSync(new URL('told', import.meta.url), ''); while (numbers[0] === 0) { Atomics.add(numbers, 1, 1); sleep(20); }`,
  refused: `throw new Error('no hook');`,
  deaf: `hook[0] = 7n; parentPort.postMessage({ ready: true }); for (;;) { Atomics.add(numbers, 1, 1); sleep(20); }`,
};

async function start(name: keyof typeof PROGRAMS, limits: { readyWithin?: number } = {}) {
  const program = path.join(folder, `${name}.mjs`);
  writeFileSync(program, `${HEAD}${PROGRAMS[name]}\n`);
  const words: string[] = [];
  const failures: string[] = [];
  const rescued: bigint[] = [];
  const end = await startNativeWorker<Words>({
    program,
    data: {},
    onWords: ({ word }) => words.push(word ?? ''),
    onFailed: ({ message }) => failures.push(message),
    rescue: (hook) => rescued.push(hook),
    ...limits,
  });
  return { end, words, failures, rescued };
}

describe('a thread that serves Windows', () => {
  it('is heard, and ends when it is told to', async () => {
    const { end, words, failures, rescued } = await start('good');
    await eventually(() => expect(words).toEqual(['hello']));
    await end();
    await end();
    expect([failures, rescued]).toEqual([[], []]);
  });

  it('that stalls is told once, after what it held was taken away', async () => {
    const { end, failures, rescued } = await start('stalled');
    await eventually(() => expect(failures).toEqual(['the thread stalled']));
    expect(rescued).toEqual([7n]);
    await end();
    expect(failures).toHaveLength(1);
  });

  it.each([
    ['thrown', 'broken'],
    ['left', 'the thread ended with 0'],
  ] as const)('that is %s is told once', async (name, message) => {
    const { failures, rescued } = await start(name);
    await eventually(() => expect(failures).toEqual([message]));
    expect(rescued).toEqual([0n]);
  });

  it('that cannot start is refused, and nothing is left of it', async () => {
    await expect(start('refused')).rejects.toThrow('no hook');
  });

  it('that is not ready in time is refused', async () => {
    await expect(start('silent', { readyWithin: 200 })).rejects.toThrow('not ready within 200 ms');
  });

  it('that was ready in time is heard, though the one that waits stood still', async () => {
    const starting = start('telling', { readyWithin: 1 });
    const still = new Int32Array(new SharedArrayBuffer(4));
    while (!existsSync(path.join(folder, 'told'))) Atomics.wait(still, 0, 0, 20);
    const { end, failures, rescued } = await starting;
    await end();
    expect([failures, rescued]).toEqual([[], []]);
  });

  it('that does not end is ended, and what it held taken away', async () => {
    const { end, failures, rescued } = await start('deaf');
    await end();
    expect([failures, rescued]).toEqual([[], [7n]]);
  });
});
