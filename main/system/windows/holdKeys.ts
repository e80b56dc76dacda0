import type { NativeWindows } from './native.ts';
import { startNativeWorker, type EndWorker, type ReadyWords } from './nativeWorker.ts';

export interface KeyboardWorkerData {
  readonly file: string;
  readonly memory: SharedArrayBuffer;
  readonly passesInjected: boolean;
}

export interface KeyboardWords extends ReadyWords {
  /** A combination that was taken away. */
  readonly taken?: string;
}

export interface HoldKeysWishes {
  /** Injected keys count as those of the candidate's assistive software. */
  readonly passesInjected: boolean;
  readonly onTaken: (combination: string) => void;
  /** The keyboard is free again though nobody gave it back. */
  readonly onFailed: (cause: Error) => void;
}

/** Holds the keyboard in a thread of its own. Rejects when Windows gives no hook. */
export type HoldKeys = (wishes: HoldKeysWishes) => Promise<EndWorker>;

/** @param program the bundle of keyboardWorker.ts */
export function createHoldKeys(
  native: Pick<NativeWindows, 'file' | 'unhook'>,
  program: string,
): HoldKeys {
  return ({ passesInjected, onTaken, onFailed }) =>
    startNativeWorker<KeyboardWords>({
      program,
      data: { file: native.file, passesInjected },
      onWords({ taken }) {
        if (taken !== undefined) onTaken(taken);
      },
      onFailed,
      rescue(hook) {
        if (hook !== 0n) native.unhook(hook);
      },
    });
}
