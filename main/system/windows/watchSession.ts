import type { NativeWindows } from './native.ts';
import { startNativeWorker, type EndWorker, type ReadyWords } from './nativeWorker.ts';
import type { SessionEvent } from './sessionMessages.ts';

export interface SessionWorkerData {
  readonly file: string;
  readonly memory: SharedArrayBuffer;
}

export interface SessionWords extends ReadyWords {
  readonly event?: SessionEvent;
}

interface SessionWishes {
  readonly onEvent: (event: SessionEvent) => void;
  readonly onFailed: (cause: Error) => void;
}

/** Tells what happens to the Windows session. Rejects when Windows gives no window for it. */
export type WatchSession = (wishes: SessionWishes) => Promise<EndWorker>;

/** @param program the bundle of sessionWorker.ts */
export function createWatchSession(
  native: Pick<NativeWindows, 'file'>,
  program: string,
): WatchSession {
  return ({ onEvent, onFailed }) =>
    startNativeWorker<SessionWords>({
      program,
      data: { file: native.file },
      onWords({ event }) {
        if (event !== undefined) onEvent(event);
      },
      onFailed,
      // A thread's windows end with it.
      rescue: () => undefined,
    });
}
