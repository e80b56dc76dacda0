import { parentPort, workerData } from 'node:worker_threads';
import { bindKeyboardHook } from './keyboardHook.ts';
import { createKeyDecider } from './keyDecision.ts';
import { openLibraries } from './libraries.ts';
import { loadKoffi } from './loadKoffi.ts';
import { pumpMessages } from './pump.ts';
import type { KeyboardWorkerData, KeyboardWords } from './holdKeys.ts';
import { openState } from './workerState.ts';

/**
 * The thread that holds the keyboard, and does nothing else: a hook that answers later than 300 ms is
 * passed over, so it must not wait for the app's own work.
 */

/** Milliseconds between two renewals of the hook. */
const RENEWS_EVERY = 10_000;

// Made by `holdKeys` of the same build, never from outside.
const { file, memory, passesInjected } = workerData as KeyboardWorkerData;
const say = (words: KeyboardWords): void => parentPort?.postMessage(words);
const state = openState(memory);
const libraries = openLibraries(loadKoffi(file));
let fault: unknown;
const hook = bindKeyboardHook(libraries, {
  decide: createKeyDecider({ passesInjected }),
  onTaken: (name) => say({ taken: name }),
  onFault: (cause) => (fault ??= cause),
});

try {
  state.setHook(hook.renew());
  say({ ready: true });
  let renewed = Date.now();
  pumpMessages(libraries, () => {
    if (fault !== undefined) throw new Error('a key could not be judged', { cause: fault });
    state.beat();
    if (Date.now() - renewed >= RENEWS_EVERY) {
      renewed = Date.now();
      state.setHook(hook.renew());
    }
    return !state.isStopped();
  });
} finally {
  hook.end();
  state.setHook(0n);
}
