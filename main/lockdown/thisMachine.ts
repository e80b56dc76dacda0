import path from 'node:path';
import type { ProcessRule } from '../../contract/processRules.ts';
import type { RunCommand } from '../system/command.ts';
import { foregroundInterval, readForeground } from '../system/foreground.ts';
import { operatingSystem } from '../system/operatingSystem.ts';
import { createProcessScanner } from '../system/processes.ts';
import { scannerOfLists } from '../system/runningProcess.ts';
import { hasWindowManager } from '../system/windowManager.ts';
import { watchWindows } from '../system/watchWindows.ts';
import { readWindowsOver } from '../system/windowsOver.ts';
import { hiddenFromCaptures } from '../system/windows/hiddenWindows.ts';
import { createHoldKeys, type HoldKeys } from '../system/windows/holdKeys.ts';
import type { NativeWindows } from '../system/windows/native.ts';
import { WINDOWS_SCAN_INTERVAL, windowsProcessLister } from '../system/windows/processScanner.ts';
import { createWatchSession } from '../system/windows/watchSession.ts';
import { readWindowsOverOurs } from '../system/windows/windowsOver.ts';
import type { LockdownSystem } from './measure.ts';

export interface MachineSources extends Pick<
  LockdownSystem,
  'judgeDisplays' | 'devices' | 'sideChannels' | 'holdBubbles'
> {
  readonly platform: NodeJS.Platform;
  readonly run: RunCommand;
  /** Windows' own calls; undefined on other systems and where their library could not be loaded. */
  readonly native: NativeWindows | undefined;
  /** Folder of the app's main bundles. */
  readonly bundles: string;
  /** What programs are held against. */
  readonly rules: readonly ProcessRule[];
}

/** The machine at hand, as measures see it during one exam. */
export function createLockdownSystem({
  platform,
  run,
  judgeDisplays,
  native,
  bundles,
  rules,
  ...parts
}: MachineSources): LockdownSystem {
  const holdKeys = holdKeysOn(platform, native, bundles);
  return {
    ...parts,
    platform,
    operatingSystem: operatingSystem(platform),
    scanner:
      native === undefined ? createProcessScanner(platform, run, rules) : windowsScanner(native),
    hasWindowManager: () => hasWindowManager(platform, run),
    foregroundInterval: foregroundInterval(platform, native),
    readForeground: () => readForeground(platform, run, native),
    readWindowsOver: async (window) => {
      const handle = window.getNativeWindowHandle();
      // A window's number on X11 has 32 bits; a handle of Windows has as many as a pointer.
      if (platform === 'linux') return readWindowsOver(run, handle.readUInt32LE(0));
      return native === undefined
        ? undefined
        : readWindowsOverOurs(native, handle.readBigUInt64LE(0));
    },
    judgeDisplays,
    ...(platform === 'linux' ? { watchWindows: () => watchWindows() } : {}),
    ...(holdKeys === undefined ? {} : { holdKeys }),
    ...(native === undefined ? {} : windowsParts(native, bundles)),
  };
}

/** What Windows alone tells. */
function windowsParts(
  native: NativeWindows,
  bundles: string,
): Pick<LockdownSystem, 'hiddenFromCaptures' | 'watchSession'> {
  return {
    hiddenFromCaptures: () => hiddenFromCaptures(native),
    watchSession: createWatchSession(native, path.join(bundles, 'sessionWorker.js')),
  };
}

function windowsScanner(native: NativeWindows): LockdownSystem['scanner'] {
  const list = windowsProcessLister(native);
  return scannerOfLists(WINDOWS_SCAN_INTERVAL, async () => list());
}

/** Where Windows cannot be asked the measure fails, so that the exam's record says it is not held. */
function holdKeysOn(
  platform: NodeJS.Platform,
  native: NativeWindows | undefined,
  bundles: string,
): HoldKeys | undefined {
  if (platform !== 'win32') return undefined;
  if (native === undefined)
    return () => Promise.reject(new Error('the native layer of Windows is missing'));
  return createHoldKeys(native, path.join(bundles, 'keyboardWorker.js'));
}
