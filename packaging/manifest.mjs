import { createHash, createPrivateKey, sign } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Beside app.asar; `main/system/manifest.ts` reads it. */
export const MANIFEST_NAME = 'app.asar.manifest.json';

/**
 * What counts as code in the resources folder: files of these endings, and whatever lies in these
 * folders. It stands in the manifest itself, so that the app looks for strangers by the same words.
 */
const covers = {
  endings: ['.asar', '.cjs', '.dll', '.dylib', '.js', '.mjs', '.node', '.so'],
  folders: ['app', 'app.asar.unpacked', 'koffi'],
};

/** @param {string} file below the resources folder, with `/` between */
const isCode = (file) =>
  covers.endings.includes(path.posix.extname(file)) ||
  covers.folders.includes(file.split('/')[0] ?? '');

/** @param {string} folder @returns {Promise<string[]>} its code, sorted */
async function codeIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => path.relative(folder, path.join(parentPath, name)))
    .map((file) => file.split(path.sep).join('/'))
    .filter(isCode)
    .sort();
}

/**
 * Writes down every file of code in a packed app's resources folder, signed.
 *
 * @param {string} resources
 * @param {{ privatePem: string, version: string, platform: string, arch: string }} facts an Ed25519 key
 *   (PEM), and what was packed
 * @returns {Promise<{ build: string, files: number }>} the build's identity, the SHA-256 of what was
 *   signed, and how many files stand in it
 */
export async function writeManifest(resources, { privatePem, version, platform, arch }) {
  const names = await codeIn(resources);
  const files = await Promise.all(
    names.map(async (name) => {
      const content = await readFile(path.join(resources, name));
      const sha256 = createHash('sha256').update(content).digest('hex');
      return { path: name, size: content.length, sha256 };
    }),
  );
  const manifest = JSON.stringify({
    format: 'invigil-manifest-1',
    ...{ version, platform, arch, covers, files },
  });
  const bytes = Buffer.from(manifest, 'utf8');
  const signature = sign(null, bytes, createPrivateKey(privatePem)).toString('base64');
  const signed = { format: 'invigil-signed-manifest-1', manifest, signature };
  await writeFile(path.join(resources, MANIFEST_NAME), `${JSON.stringify(signed, null, 2)}\n`);
  return { build: createHash('sha256').update(bytes).digest('hex'), files: files.length };
}
