import { parentPort, workerData } from 'node:worker_threads';
import { openLibraries } from './libraries.ts';
import { loadKoffi } from './loadKoffi.ts';
import { pumpMessages } from './pump.ts';
import { sessionEventOf } from './sessionMessages.ts';
import { openSinkWindow } from './sinkWindow.ts';
import type { SessionWorkerData, SessionWords } from './watchSession.ts';
import { openState } from './workerState.ts';

/** The thread that listens to what Windows tells of the session. */

// Made by `watchSession` of the same build, never from outside.
const { file, memory } = workerData as SessionWorkerData;
const say = (words: SessionWords): void => parentPort?.postMessage(words);
const state = openState(memory);
const libraries = openLibraries(loadKoffi(file));
let fault: unknown;
const close = openSinkWindow(libraries, {
  onMessage(message, parameter) {
    const event = sessionEventOf(message, parameter);
    if (event !== undefined) say({ event });
  },
  onFault: (cause) => (fault ??= cause),
});

try {
  say({ ready: true });
  pumpMessages(libraries, () => {
    if (fault !== undefined) throw new Error('a message could not be read', { cause: fault });
    state.beat();
    return !state.isStopped();
  });
} finally {
  close();
}
