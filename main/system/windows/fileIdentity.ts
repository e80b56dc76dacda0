import { statSync } from 'node:fs';
import type { ReadOriginalName } from './originalName.ts';
import type { ReadSignerName } from './signer.ts';

/** What a program's file says of itself, whatever it is called. */
export interface FileIdentity {
  readonly originalName?: string;
  /** Name on the certificate inside, not verified: it can convict a program and never acquit one. */
  readonly signer?: string;
}

export type IdentifyFile = (file: string) => FileIdentity;

interface IdentityReaders {
  readonly originalName: ReadOriginalName;
  readonly signerName: ReadSignerName;
  /** Windows' own folder. */
  readonly systemFolder: string;
}

/** More files than that have not run during any exam. */
const MOST_REMEMBERED = 2_000;

/**
 * Reads each file once, and again when it is another: by size and time of its last change. Signatures of
 * Windows' own programs stand in catalogues elsewhere, so theirs are not looked for.
 */
export function rememberFiles({
  originalName,
  signerName,
  systemFolder,
}: IdentityReaders): IdentifyFile {
  const known = new Map<string, FileIdentity>();
  const ownFolder = `${systemFolder.toLowerCase()}\\`;
  return (file) => {
    const key = `${file}|${versionOf(file)}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const original = originalName(file);
    const signer = file.toLowerCase().startsWith(ownFolder) ? undefined : signerName(file);
    const identity = {
      ...(original === undefined ? {} : { originalName: original }),
      ...(signer === undefined ? {} : { signer }),
    };
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(key, identity);
    return identity;
  };
}

/** A file that may not be looked at has one version for ever. */
function versionOf(file: string): string {
  try {
    const { size, mtimeMs } = statSync(file);
    return `${size} ${mtimeMs}`;
  } catch {
    return '';
  }
}
