import { Worker } from 'node:worker_threads';
import { newStateMemory, openState } from './workerState.ts';

interface WorkerParts<Words> {
  /** The thread's program, a bundle of its own. */
  readonly program: string;
  /** What the program is given, beside `memory`. */
  readonly data: object;
  readonly onWords: (words: Words) => void;
  /** The thread ended, failed or stalled unasked. Called once, after what it held was taken away. */
  readonly onFailed: (cause: Error) => void;
  /** Takes away in the thread's place what it held; 0 is nothing. */
  readonly rescue: (hook: bigint) => void;
  /** Milliseconds that Windows may take to give a hook or a window; `READY_WITHIN` if not given. */
  readonly readyWithin?: number;
}

/** Ends the thread within about a second, whatever state it is in; never rejects. */
export type EndWorker = () => Promise<void>;

/** A thread takes under 0.2 s; a machine that is just waking or has little memory may stand still for seconds. */
const READY_WITHIN = 10_000;
/** Between two looks at the thread's beat, which it gives every 100 ms; two without one are a stall. */
const LOOKS_EVERY = 1_000;
/** For a thread to end by itself. */
const ENDS_WITHIN = 1_000;

/** What every thread says first. */
export interface ReadyWords {
  readonly ready?: true;
}

/**
 * Starts a thread that serves Windows' messages, and watches it.
 * @throws (rejects) when it does not become ready; nothing of it is left then
 */
export async function startNativeWorker<Words extends ReadyWords>({
  program,
  data,
  onWords,
  onFailed,
  rescue,
  readyWithin = READY_WITHIN,
}: WorkerParts<Words>): Promise<EndWorker> {
  const memory = newStateMemory();
  const state = openState(memory);
  const worker = new Worker(program, { workerData: { ...data, memory } });
  const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  let over = false;
  let watch: NodeJS.Timeout | undefined;

  const takeAway = (): void => {
    over = true;
    clearInterval(watch);
    rescue(state.hook());
    state.stop();
    // Never waited for: a thread that hangs in a call of the system cannot be ended.
    void worker.terminate();
  };
  const watchBeat = (fail: (cause: Error) => void): void => {
    let last = state.beats();
    let missed = 0;
    watch = setInterval(() => {
      const now = state.beats();
      missed = now === last ? missed + 1 : 0;
      last = now;
      if (missed >= 2) fail(new Error('the thread stalled'));
    }, LOOKS_EVERY);
  };

  await new Promise<void>((resolve, reject) => {
    let isReady = false;
    const fail = (cause: Error): void => {
      if (over) return;
      takeAway();
      if (isReady) onFailed(cause);
      else reject(cause);
    };
    // A turn later: if it was this thread that stood still, what the other said meanwhile is heard first.
    const giveUp = (): void => {
      if (!isReady) fail(new Error(`the thread was not ready within ${readyWithin} ms`));
    };
    const late = setTimeout(() => setImmediate(giveUp), readyWithin);
    worker.on('message', (words: Words) => {
      if (words.ready === true) {
        isReady = true;
        clearTimeout(late);
        watchBeat(fail);
        resolve();
      } else if (!over) onWords(words);
    });
    worker.once('error', (cause) => {
      clearTimeout(late);
      fail(cause instanceof Error ? cause : new Error(String(cause)));
    });
    worker.once('exit', (code) => {
      clearTimeout(late);
      fail(new Error(`the thread ended with ${code}`));
    });
  });

  return async () => {
    if (over) return;
    over = true;
    clearInterval(watch);
    state.stop();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), ENDS_WITHIN);
    });
    const outcome = await Promise.race([gone, late]);
    clearTimeout(timer);
    if (outcome === 'late') takeAway();
  };
}
