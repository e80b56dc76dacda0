import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { LibraryHandle } from 'koffi';

/** The foreign-function library, as it is after loading. */
export type Koffi = typeof import('koffi');
export type Library = LibraryHandle;

/** The one version that the calls beside this file were tried with; package.json pins the same. */
export const KOFFI_VERSION = '3.3.4';

const load = createRequire(import.meta.url);

/** Where the native file may lie. */
export interface KoffiPlaces {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  /** Electron's `process.resourcesPath`; undefined in plain Node. */
  readonly resources: string | undefined;
}

/**
 * The library's native file: beside the app's archive in a package (electron-builder.yml), in
 * node_modules of a checkout. It is loaded by its path and never imported, so that the app starts
 * where there is none.
 * @returns undefined where there is none
 */
export function findKoffi({ platform, arch, resources }: KoffiPlaces): string | undefined {
  const packed = resources === undefined ? undefined : path.join(resources, 'koffi', 'koffi.node');
  if (packed !== undefined && existsSync(packed)) return packed;
  try {
    const manifest = load.resolve(`@koromix/koffi-${platform}-${arch}/package.json`);
    const file = path.join(path.dirname(manifest), `${platform}_${arch}`, 'koffi.node');
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

/** @throws when the file is none for this system, or of another version */
export function loadKoffi(file: string): Koffi {
  const koffi = load(file) as Koffi;
  if (koffi.version !== KOFFI_VERSION)
    throw new Error(`${file} is koffi ${koffi.version} and not ${KOFFI_VERSION}`);
  return koffi;
}
