import { KEY, takenCombination, type HeldKeys } from './keys.ts';

/** A key as the low-level hook is told of it. */
export interface KeyEvent {
  /** Virtual-key code. */
  readonly key: number;
  readonly up: boolean;
  /** Made by a program and not by a keyboard. */
  readonly injected: boolean;
  /** Made by ourselves. */
  readonly own: boolean;
}

/**
 * `mask`: the key goes through behind a key without meaning, so that Windows does not take the Windows
 * key for pressed alone and open its menu. `name` is there for a press that is worth telling.
 */
export type KeyDecision =
  { readonly action: 'pass' | 'mask' } | { readonly action: 'swallow'; readonly name?: string };

const PASS: KeyDecision = { action: 'pass' };

export interface KeyRules {
  /**
   * Staff named assistive software for the candidate, whose typing comes as injected keys: then they
   * all count as the software's. Else a program's keys are judged like the keyboard's.
   */
  readonly passesInjected: boolean;
}

/**
 * Decides key by key. Only presses are ever taken, and the release of what was taken: a key that goes
 * down for the system comes up for it, so that none can stay pressed.
 * @returns a function that never throws; `held` is asked of the system each time, as what a hook
 *   remembers goes wrong whenever another desktop had the keyboard in between
 */
export function createKeyDecider({
  passesInjected,
}: KeyRules): (event: KeyEvent, held: HeldKeys) => KeyDecision {
  const taken = new Set<number>();
  const downForSystem = new Set<number>();
  return (event, held) => {
    if (event.own || (event.injected && passesInjected)) return PASS;
    if (event.up) {
      const isSystems = downForSystem.delete(event.key);
      if (taken.delete(event.key) && !isSystems) return { action: 'swallow' };
      return isWindowsKey(event.key) ? { action: 'mask' } : PASS;
    }
    const name = takenCombination(event.key, held);
    if (name === undefined) {
      downForSystem.add(event.key);
      return PASS;
    }
    const isRepeated = taken.has(event.key);
    taken.add(event.key);
    return isRepeated ? { action: 'swallow' } : { action: 'swallow', name };
  };
}

function isWindowsKey(key: number): boolean {
  return key === KEY.leftWindows || key === KEY.rightWindows;
}
