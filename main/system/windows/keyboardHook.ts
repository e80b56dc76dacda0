import type { KeyDecision, KeyEvent } from './keyDecision.ts';
import type { HeldKeys } from './keys.ts';
import type { Handle, Libraries } from './libraries.ts';
import { maskKey, OWN_MARK } from './maskKey.ts';

/** WH_KEYBOARD_LL, HC_ACTION, and LLKHF_INJECTED and LLKHF_UP of KBDLLHOOKSTRUCT.flags. */
const LOW_LEVEL_KEYBOARD = 13;
const ACTION = 0;
const INJECTED = 0x10;
const UP = 0x80;
/** GetAsyncKeyState: the key is down now. */
const DOWN = 0x8000;
const HELD = { shift: 0x10, control: 0x11, alt: 0x12, leftWindows: 0x5b, rightWindows: 0x5c };

interface HookParts {
  readonly decide: (event: KeyEvent, held: HeldKeys) => KeyDecision;
  readonly onTaken: (name: string) => void;
  /** Deciding failed; the key went through. */
  readonly onFault: (cause: unknown) => void;
}

/** What the hook's structure looks like after decoding. */
interface Pressed {
  readonly key: number;
  readonly flags: number;
  readonly mark: number | bigint;
}

export interface KeyboardHook {
  /**
   * Takes the hook anew: Windows drops one that was late once too often and says nothing, and a hook
   * that came after ours goes first.
   * @returns the hook's handle
   * @throws when Windows gives none
   */
  readonly renew: () => bigint;
  readonly end: () => void;
}

/**
 * A hook on every key of this desktop, answered by this thread, which has to serve its messages. A key
 * that it cannot judge goes through: nobody is ever left without a keyboard.
 */
export function bindKeyboardHook(
  { koffi, library }: Libraries,
  { decide, onTaken, onFault }: HookParts,
): KeyboardHook {
  const user32 = library('user32');
  const procedure = koffi.pointer(koffi.proto('intptr_t', ['int', 'uintptr_t', 'void *']));
  const set: (kind: number, callback: bigint, module: Handle, thread: number) => Handle =
    user32.func('SetWindowsHookExW', 'void *', ['int', procedure, 'void *', 'uint32_t']);
  const unhook: (hook: Handle) => number = user32.func('int UnhookWindowsHookEx(void *hook)');
  const next: (hook: null, code: number, message: number | bigint, key: Handle) => number =
    user32.func('intptr_t CallNextHookEx(void *hook, int code, uintptr_t message, void *key)');
  const stateOf: (key: number) => number = user32.func('int16_t GetAsyncKeyState(int key)');
  const moduleOf: (name: null) => Handle = library('kernel32').func(
    'void *GetModuleHandleW(const char16_t *name)',
  );
  const Structure = koffi.struct({
    key: 'uint32_t',
    scan: 'uint32_t',
    flags: 'uint32_t',
    time: 'uint32_t',
    mark: 'uintptr_t',
  });
  const mask = maskKey(user32);

  const isDown = (key: number): boolean => (stateOf(key) & DOWN) !== 0;
  const heldNow = (): HeldKeys => ({
    control: isDown(HELD.control),
    alt: isDown(HELD.alt),
    shift: isDown(HELD.shift),
    windows: isDown(HELD.leftWindows) || isDown(HELD.rightWindows),
  });
  const isTaken = (place: Handle): boolean => {
    const { key, flags, mark } = koffi.decode(place, Structure) as Pressed;
    const event = {
      key,
      up: (flags & UP) !== 0,
      injected: (flags & INJECTED) !== 0,
      own: Number(mark) === OWN_MARK,
    };
    const decision = decide(event, heldNow());
    if (decision.action === 'mask') mask();
    if (decision.action !== 'swallow') return false;
    if (decision.name !== undefined) onTaken(decision.name);
    return true;
  };
  const answer = (code: number, message: number | bigint, place: Handle): number => {
    try {
      // An exception that left this function would reach Windows as 0, which lets the key through too.
      if (code === ACTION && isTaken(place)) return 1;
    } catch (cause) {
      onFault(cause);
    }
    return next(null, code, message, place);
  };

  const callback = koffi.register(answer, procedure);
  let hook: Handle = null;
  return {
    renew() {
      const fresh = set(LOW_LEVEL_KEYBOARD, callback, moduleOf(null), 0);
      if (fresh === null) throw new Error('Windows gave no keyboard hook');
      if (hook !== null) unhook(hook);
      hook = fresh;
      return fresh;
    },
    end() {
      if (hook !== null) unhook(hook);
      hook = null;
      koffi.unregister(callback);
    },
  };
}
