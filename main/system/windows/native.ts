import { rememberFiles, type IdentifyFile } from './fileIdentity.ts';
import { findKoffi, loadKoffi, type KoffiPlaces } from './loadKoffi.ts';
import { openLibraries } from './libraries.ts';
import { bindDevices, type DeviceCalls } from './deviceList.ts';
import { bindDisplays, type DisplayCalls } from './displayConfig.ts';
import { bindOriginalName, type ReadOriginalName } from './originalName.ts';
import { bindProcesses, type ProcessCalls } from './processList.ts';
import { bindRegistry, type WritableRegistry } from './registry.ts';
import { bindSession, type SessionFacts } from './sessionFacts.ts';
import { bindSigner, bindSignerName, type ReadSigner } from './signer.ts';
import { bindWindows, type WindowCalls } from './topWindows.ts';

/** Windows, asked by calls of its own: a thousandth of what a started PowerShell takes. */
export interface NativeWindows extends ProcessCalls, WindowCalls, DeviceCalls, DisplayCalls {
  readonly originalName: ReadOriginalName;
  readonly signer: ReadSigner;
  /** Original name and signer of a program's file, each file read once. */
  readonly identify: IdentifyFile;
  readonly registry: WritableRegistry;
  readonly readSession: () => SessionFacts;
  /** Takes a low-level hook away whose thread no longer does it itself. */
  readonly unhook: (hook: bigint) => boolean;
  /** The library's file, for the threads that load it anew. */
  readonly file: string;
}

interface NativeSources extends Omit<KoffiPlaces, 'platform'> {
  readonly platform: NodeJS.Platform;
  /** A failure that support may have to know of. */
  readonly warn: (message: string, cause?: unknown) => void;
  readonly find?: (places: KoffiPlaces) => string | undefined;
}

/**
 * The native layer; undefined on other systems, and where the library is missing or refuses to load:
 * the log says so, and what needs it falls back on PowerShell or is told as not held.
 */
export function openNativeWindows({
  warn,
  find = findKoffi,
  ...places
}: NativeSources): NativeWindows | undefined {
  if (places.platform !== 'win32') return undefined;
  const file = find(places);
  if (file === undefined) {
    warn('koffi is missing: Windows is asked through PowerShell, and the keyboard cannot be held');
    return undefined;
  }
  try {
    return bindNativeWindows(file);
  } catch (cause) {
    warn('koffi could not be loaded: Windows is asked through PowerShell', cause);
    return undefined;
  }
}

/** @throws when the library cannot be loaded or Windows lacks one of the calls */
export function bindNativeWindows(file: string): NativeWindows {
  const libraries = openLibraries(loadKoffi(file));
  const unhook: (hook: bigint) => number = libraries
    .library('user32')
    .func('int UnhookWindowsHookEx(void *hook)');
  const registry = bindRegistry(libraries);
  const originalName = bindOriginalName(libraries);
  return {
    file,
    ...bindProcesses(libraries),
    ...bindWindows(libraries),
    ...bindDevices(libraries),
    ...bindDisplays(libraries),
    originalName,
    identify: rememberFiles({
      originalName,
      signerName: bindSignerName(libraries),
      systemFolder: process.env['SystemRoot'] ?? 'C:\\Windows',
    }),
    signer: bindSigner(libraries),
    registry,
    readSession: bindSession(libraries, registry),
    unhook: (hook) => unhook(hook) !== 0,
  };
}
