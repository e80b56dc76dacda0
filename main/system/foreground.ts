import { readFile, readlink } from 'node:fs/promises';
import type { ProcessIdentity } from '../../contract/processRules.ts';
import type { RunCommand } from './command.ts';
import { readProcessInFront } from './processesWindows.ts';
import type { NativeWindows } from './windows/native.ts';
import { readWindowsProcess, type ProcessReader } from './windows/processScanner.ts';

/** What of the native layer tells the application in front. */
type NativeFront = ProcessReader & Pick<NativeWindows, 'foregroundPid'>;

/** Milliseconds between two reads that the cost of one allows: PowerShell would be started each time. */
export function foregroundInterval(platform: NodeJS.Platform, native?: NativeFront): number {
  return platform === 'win32' && native === undefined ? 10_000 : 1_000;
}

/**
 * The application that has the foreground, by its process; never the title of its window.
 * Absent when the system would not say, as on Wayland.
 */
export async function readForeground(
  platform: NodeJS.Platform,
  run: RunCommand,
  native?: NativeFront,
): Promise<ProcessIdentity | undefined> {
  try {
    if (native !== undefined) {
      const pid = native.foregroundPid();
      return pid === undefined ? undefined : readWindowsProcess(native, pid);
    }
    if (platform === 'linux') return await readX11(run);
    if (platform === 'darwin')
      return parseFront(await run('/usr/bin/lsappinfo', ['info', await front(run)]));
    return platform === 'win32' ? await readProcessInFront(run) : undefined;
  } catch {
    return undefined;
  }
}

async function readX11(run: RunCommand): Promise<ProcessIdentity | undefined> {
  const window = parseActiveWindow(await run('xprop', ['-root', '_NET_ACTIVE_WINDOW']));
  if (window === undefined) return undefined;
  const pid = parseWindowPid(await run('xprop', ['-id', window, '_NET_WM_PID']));
  if (pid === undefined) return undefined;
  return programOfPid(pid);
}

/** The program of a Linux process; undefined when it has ended. */
export async function programOfPid(pid: number): Promise<ProcessIdentity | undefined> {
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => undefined);
  if (name === undefined) return undefined;
  // Other users' processes do not show their file; then the name counts alone.
  const path = await readlink(`/proc/${pid}/exe`).catch(() => undefined);
  return { name: name.trim(), ...(path === undefined ? {} : { path }) };
}

/** `_NET_ACTIVE_WINDOW(WINDOW): window id # 0x1400003`; 0x0 when nothing is active. */
export function parseActiveWindow(text: string): string | undefined {
  const id = /window id # (0x[0-9a-f]+)/i.exec(text)?.[1];
  return id === '0x0' ? undefined : id;
}

/** `_NET_WM_PID(CARDINAL) = 4711`. */
export function parseWindowPid(text: string): number | undefined {
  const pid = /_NET_WM_PID\(CARDINAL\) = (\d+)/.exec(text)?.[1];
  return pid === undefined ? undefined : Number(pid);
}

async function front(run: RunCommand): Promise<string> {
  return (await run('/usr/bin/lsappinfo', ['front'])).trim();
}

/** `lsappinfo info`: the name first, in quotes, then `bundleID="…"`. */
export function parseFront(text: string): ProcessIdentity | undefined {
  const name = /^\s*"([^"]+)"/.exec(text)?.[1];
  const bundleId = /bundleID="([^"]+)"/.exec(text)?.[1];
  if (name === undefined) return undefined;
  return { name, ...(bundleId === undefined ? {} : { bundleId }) };
}
