import type { Libraries } from './libraries.ts';

/** Milliseconds after which a thread without messages looks whether it is to end. */
const LOOKS_EVERY = 100;
/** MsgWaitForMultipleObjectsEx: QS_ALLINPUT and MWMO_INPUTAVAILABLE; PeekMessage: PM_REMOVE. */
const ALL_INPUT = 0x4ff;
const INPUT_AVAILABLE = 0x4;
const REMOVE = 0x1;
/** MSG on 64-bit Windows, bytes. */
const MESSAGE_SIZE = 48;

/**
 * Serves this thread's messages, for hooks and windows live by them, until `look` says no. It blocks
 * the thread, and never for long: a thread that waits in GetMessage cannot be ended from outside.
 */
export function pumpMessages({ library }: Libraries, look: () => boolean): void {
  const user32 = library('user32');
  const wait: (
    count: number,
    handles: null,
    milliseconds: number,
    wakes: number,
    flags: number,
  ) => number = user32.func(
    'uint32_t MsgWaitForMultipleObjectsEx(uint32_t count, void *handles, uint32_t milliseconds, uint32_t wakes, uint32_t flags)',
  );
  const peek: (
    message: Buffer,
    window: null,
    first: number,
    last: number,
    flags: number,
  ) => number = user32.func(
    'int PeekMessageW(void *message, void *window, uint32_t first, uint32_t last, uint32_t flags)',
  );
  const dispatch: (message: Buffer) => number = user32.func(
    'intptr_t DispatchMessageW(void *message)',
  );
  const message = Buffer.alloc(MESSAGE_SIZE);
  while (look()) {
    wait(0, null, LOOKS_EVERY, ALL_INPUT, INPUT_AVAILABLE);
    while (peek(message, null, 0, 0, REMOVE) !== 0) dispatch(message);
  }
}
