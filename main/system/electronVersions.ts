import type { SafeStorage } from 'electron';
import type { EventEmitter } from 'node:events';
import { z } from 'zod';

/**
 * Every difference between the Electron versions we run on, found by looking for the feature and
 * never by comparing numbers.
 */

/** Seals small secrets with the operating system's own store. */
export interface OsStore {
  /** False where the system has no store, or only pretends to (`basic_text` on Linux). */
  readonly available: () => Promise<boolean>;
  readonly seal: (text: string) => Promise<Buffer>;
  readonly open: (sealed: Buffer) => Promise<string>;
}

type Asynchronous = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'
>;
/** Deprecated in 45, and all there is in 33. */
interface Synchronous {
  readonly isEncryptionAvailable: () => boolean;
  readonly encryptString: (text: string) => Buffer;
  readonly decryptString: (sealed: Buffer) => string;
}

type Backend = Partial<Pick<SafeStorage, 'getSelectedStorageBackend'>>;

/** The asynchronous calls are of Electron 42 and later; 45 deprecates the others. */
export function osStore(
  storage: Backend & (Partial<Asynchronous> | Synchronous),
  platform: NodeJS.Platform,
): OsStore {
  // `basic_text` seals with a password that is part of Chromium's sources.
  const isReal = (): boolean =>
    platform !== 'linux' ||
    !['basic_text', 'unknown'].includes(storage.getSelectedStorageBackend?.() ?? 'unknown');
  if (hasAsynchronous(storage)) {
    return {
      available: async () => isReal() && (await storage.isAsyncEncryptionAvailable()),
      seal: (text) => storage.encryptStringAsync(text),
      open: async (sealed) => (await storage.decryptStringAsync(sealed)).result,
    };
  }
  const older = storage as Synchronous;
  return {
    available: () => Promise.resolve(isReal() && older.isEncryptionAvailable()),
    seal: (text) => Promise.resolve(older.encryptString(text)),
    open: (sealed) => Promise.resolve(older.decryptString(sealed)),
  };
}

function hasAsynchronous(storage: object): storage is Asynchronous {
  return 'encryptStringAsync' in storage && 'decryptStringAsync' in storage;
}

/** What a page wrote to its console: one object since Electron 35, separate arguments before. */
export function consoleMessage(first: object, ...rest: readonly unknown[]): string {
  if ('message' in first && typeof first.message === 'string') return first.message;
  return typeof rest[1] === 'string' ? rest[1] : '';
}

interface DialogTaker {
  readonly onDialog: (
    kind: 'alert' | 'confirm' | 'prompt',
    words: string,
    answer: (yes: boolean) => void,
  ) => void;
  /** The page no longer waits. */
  readonly onGone: () => void;
}

const Dialog = z.object({
  dialogType: z.enum(['alert', 'confirm', 'prompt']),
  messageText: z.string(),
});

/**
 * Takes over what Electron does at a page's `alert` and `confirm`, for which it has no public interface:
 * its own listener, which opens a box of the system, gives way to ours. The events are those of Electron
 * 29 to 45 (`lib/browser/api/web-contents.ts`).
 * @returns false where there are no such events; the boxes stay the system's then
 */
export function takeDialogs(contents: EventEmitter, { onDialog, onGone }: DialogTaker): boolean {
  if (contents.listenerCount('-run-dialog') === 0) return false;
  contents.removeAllListeners('-run-dialog');
  contents.on('-run-dialog', (told: unknown, answer: (yes: boolean, typed: string) => void) => {
    const dialog = Dialog.safeParse(told);
    if (!dialog.success) return answer(false, '');
    const { dialogType, messageText } = dialog.data;
    onDialog(dialogType, messageText, (yes) => answer(yes, ''));
  });
  contents.on('-cancel-dialogs', onGone);
  return true;
}

/**
 * Empties what is marked, the second clipboard of Linux. A clipboard of its own in the newer Electron,
 * a parameter in 33.
 */
export function emptySelection(clipboard: Pick<Electron.Clipboard, 'clear'>): void {
  const { selection } = clipboard as { readonly selection?: Pick<Electron.Clipboard, 'clear'> };
  if (selection !== undefined) selection.clear();
  else (clipboard as { clear(which: 'selection'): void }).clear('selection');
}
