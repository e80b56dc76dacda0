/**
 * Memory that a native thread shares with the app: its thread serves Windows and no event loop, so that
 * no message would reach it.
 */
export interface WorkerState {
  readonly isStopped: () => boolean;
  readonly stop: () => void;
  /** Says that the thread is alive. */
  readonly beat: () => void;
  readonly beats: () => number;
  /** The hook that the thread holds, for who has to take it away in its place; 0 is none. */
  readonly hook: () => bigint;
  readonly setHook: (hook: bigint) => void;
}

const SIZE = 16;
const STOPPED = 0;
const BEATS = 1;

export function newStateMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(SIZE);
}

/** The same state on both sides. */
export function openState(memory: SharedArrayBuffer): WorkerState {
  const numbers = new Int32Array(memory, 0, 2);
  const handles = new BigUint64Array(memory, 8, 1);
  return {
    isStopped: () => Atomics.load(numbers, STOPPED) !== 0,
    stop: () => void Atomics.store(numbers, STOPPED, 1),
    beat: () => void Atomics.add(numbers, BEATS, 1),
    beats: () => Atomics.load(numbers, BEATS),
    hook: () => Atomics.load(handles, 0),
    setHook: (hook) => void Atomics.store(handles, 0, hook),
  };
}
