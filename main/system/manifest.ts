import { createHash, createPublicKey, verify } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';

/** Beside app.asar; packaging/manifest.mjs writes it. */
export const MANIFEST_NAME = 'app.asar.manifest.json';

const ListedFile = z.strictObject({
  /** Below the resources folder, with `/` between. */
  path: z.string().min(1),
  size: z.number().int().nonnegative(),
  /** Hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Every file of code that a package was made with. */
export const Manifest = z.strictObject({
  format: z.literal('invigil-manifest-1'),
  version: z.string(),
  platform: z.string(),
  arch: z.string(),
  /** What counts as code: endings of names, and folders with all that is in them. */
  covers: z.strictObject({ endings: z.array(z.string()), folders: z.array(z.string()) }),
  files: z.array(ListedFile).min(1),
});
export type Manifest = z.infer<typeof Manifest>;

const SignedManifest = z.strictObject({
  format: z.literal('invigil-signed-manifest-1'),
  /** A `Manifest` as JSON text; the signature is of exactly these characters in UTF-8. */
  manifest: z.string(),
  /** Ed25519 (RFC 8032), base64. */
  signature: z.base64(),
});

export type OpenedManifest =
  | {
      readonly opened: true;
      readonly manifest: Manifest;
      /** The build's identity: SHA-256 of what was signed, hexadecimal. */
      readonly build: string;
    }
  | { readonly opened: false; readonly fault: 'manifest_unreadable' | 'manifest_signature' };

/** Opens a manifest. The signature is judged before anything inside is read. */
export function openManifest(text: string, publicPem: string): OpenedManifest {
  const signed = parse(SignedManifest, text);
  if (signed === undefined) return { opened: false, fault: 'manifest_unreadable' };
  const bytes = Buffer.from(signed.manifest, 'utf8');
  const signature = Buffer.from(signed.signature, 'base64');
  if (!verify(null, bytes, createPublicKey(publicPem), signature))
    return { opened: false, fault: 'manifest_signature' };
  const manifest = parse(Manifest, signed.manifest);
  if (manifest === undefined) return { opened: false, fault: 'manifest_unreadable' };
  return { opened: true, manifest, build: createHash('sha256').update(bytes).digest('hex') };
}

function parse<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    // Not JSON: as little to be read as JSON of another form.
    return undefined;
  }
}

/** What a file was found to be. */
export interface FoundFile {
  readonly size: number;
  readonly sha256: string;
}

/** Whether a file of the resources folder counts as code. @param file below it, with `/` between */
export function isCovered(file: string, { endings, folders }: Manifest['covers']): boolean {
  return endings.includes(path.posix.extname(file)) || folders.includes(file.split('/')[0] ?? '');
}

/**
 * What is not as it was packed, one line a file; none when all is. Pure.
 * @param there every file of the resources folder, with `/` between
 * @param found what those are that the manifest lists, as far as they are there
 */
export function differences(
  { covers, files }: Manifest,
  there: readonly string[],
  found: ReadonlyMap<string, FoundFile>,
): string[] {
  const listed = new Set(files.map((file) => file.path));
  const faults = files.flatMap((file) => {
    const seen = found.get(file.path);
    if (seen === undefined) return [`missing ${file.path}`];
    const isSame = seen.size === file.size && seen.sha256 === file.sha256;
    return isSame ? [] : [`changed ${file.path}`];
  });
  const strangers = there.filter((file) => isCovered(file, covers) && !listed.has(file));
  return [...faults, ...strangers.map((file) => `added ${file}`)];
}
