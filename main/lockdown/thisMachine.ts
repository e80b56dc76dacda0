import type { RunCommand } from '../system/command.ts';
import { foregroundInterval, readForeground } from '../system/foreground.ts';
import { operatingSystem } from '../system/operatingSystem.ts';
import { createProcessScanner } from '../system/processes.ts';
import { hasWindowManager } from '../system/windowManager.ts';
import { readWindowsOver } from '../system/windowsOver.ts';
import type { LockdownSystem } from './measure.ts';

export interface MachineSources extends Pick<LockdownSystem, 'judgeDisplays'> {
  readonly platform: NodeJS.Platform;
  readonly run: RunCommand;
}

/** The machine at hand, as measures see it during one exam. */
export function createLockdownSystem({
  platform,
  run,
  judgeDisplays,
}: MachineSources): LockdownSystem {
  return {
    platform,
    operatingSystem: operatingSystem(platform),
    scanner: createProcessScanner(platform, run),
    hasWindowManager: () => hasWindowManager(platform, run),
    foregroundInterval: foregroundInterval(platform),
    readForeground: () => readForeground(platform, run),
    readWindowsOver: async (window) =>
      platform === 'linux'
        ? readWindowsOver(run, window.getNativeWindowHandle().readUInt32LE(0))
        : undefined,
    judgeDisplays,
  };
}
