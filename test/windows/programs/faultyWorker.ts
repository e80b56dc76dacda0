import { parentPort, workerData } from 'node:worker_threads';
import type { KeyboardWorkerData } from '../../../main/system/windows/holdKeys.ts';
import { bindKeyboardHook } from '../../../main/system/windows/keyboardHook.ts';
import { openLibraries } from '../../../main/system/windows/libraries.ts';
import { loadKoffi } from '../../../main/system/windows/loadKoffi.ts';
import { pumpMessages } from '../../../main/system/windows/pump.ts';
import { openState } from '../../../main/system/windows/workerState.ts';

/** A thread whose decision throws at every key. */
const { file, memory } = workerData as KeyboardWorkerData;
const state = openState(memory);
const libraries = openLibraries(loadKoffi(file));
const hook = bindKeyboardHook(libraries, {
  decide: () => {
    throw new Error('cannot decide');
  },
  onTaken: () => undefined,
  onFault: () => parentPort?.postMessage({ taken: 'fault' }),
});
state.setHook(hook.renew());
parentPort?.postMessage({ ready: true });
pumpMessages(libraries, () => {
  state.beat();
  return !state.isStopped();
});
hook.end();
