import type { Koffi, Library } from './loadKoffi.ts';

/** What the system's calls are bound with. */
export interface Libraries {
  readonly koffi: Koffi;
  readonly library: (name: SystemLibrary) => Library;
}

export type SystemLibrary =
  | 'advapi32'
  | 'crypt32'
  | 'dwmapi'
  | 'kernel32'
  | 'setupapi'
  | 'shell32'
  | 'user32'
  | 'version'
  | 'wintrust'
  | 'wtsapi32';

/** A handle or a pointer: koffi gives null for zero. */
export type Handle = bigint | null;

/**
 * Libraries of the system, each opened once. By their bare names Windows takes them from the list of
 * known libraries or its system folder; ours has none of these names.
 */
export function openLibraries(koffi: Koffi): Libraries {
  const open = new Map<SystemLibrary, Library>();
  return {
    koffi,
    library(name) {
      const known = open.get(name) ?? koffi.load(`${name}.dll`);
      open.set(name, known);
      return known;
    },
  };
}

/** Text of a buffer of UTF-16 units, up to `units` of them. */
export function textOf(buffer: Buffer, units: number): string {
  return buffer.toString('utf16le', 0, units * 2);
}
