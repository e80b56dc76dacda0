import { parentPort, workerData } from 'node:worker_threads';
import type { KeyboardWorkerData } from '../../../main/system/windows/holdKeys.ts';
import { bindKeyboardHook } from '../../../main/system/windows/keyboardHook.ts';
import { openLibraries } from '../../../main/system/windows/libraries.ts';
import { loadKoffi } from '../../../main/system/windows/loadKoffi.ts';
import { pumpMessages } from '../../../main/system/windows/pump.ts';
import { openState } from '../../../main/system/windows/workerState.ts';

/**
 * A thread that takes every key and then no longer answers, deep in a call of the system, from which
 * nothing wakes it.
 */
const { file, memory } = workerData as KeyboardWorkerData;
const state = openState(memory);
const libraries = openLibraries(loadKoffi(file));
const sleep: (milliseconds: number) => void = libraries
  .library('kernel32')
  .func('void Sleep(uint32_t milliseconds)');
const hook = bindKeyboardHook(libraries, {
  decide: () => ({ action: 'swallow' }),
  onTaken: () => undefined,
  onFault: () => undefined,
});
state.setHook(hook.renew());
parentPort?.postMessage({ ready: true });
// Windows asks a thread for its hook only once it has looked for messages.
let looks = 0;
pumpMessages(libraries, () => (looks += 1) < 3);
sleep(12_000);
