import type { ProcessIdentity } from '../../../contract/processRules.ts';
import type { NativeWindows } from './native.ts';
import { readWindowsProcess, type ProcessReader } from './processScanner.ts';

type WindowReader = ProcessReader & Pick<NativeWindows, 'listWindows'>;

/**
 * Other programs with a window on the screen that captures do not show, as assistants that lie over an
 * exam unseen by whoever records it. Each program once.
 */
export function hiddenFromCaptures(native: WindowReader, own = process.pid): ProcessIdentity[] {
  const owners = native
    .listWindows('visible')
    .filter(({ capture, cloaked, minimised }) => capture !== 'shown' && !cloaked && !minimised)
    .map(({ pid }) => pid)
    .filter((pid) => pid !== own);
  return [...new Set(owners)].flatMap((pid) => readWindowsProcess(native, pid) ?? []);
}
