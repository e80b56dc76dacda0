import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{ privatePem: string, publicPem: string }} ManifestKey both halves of an Ed25519 key */

/**
 * The key that signs a package's list of files: INVIGIL_MANIFEST_KEY, the private key itself (PEM) or the
 * file that holds it. Without it one is made for this package alone, and forgotten.
 *
 * @param {{ environment: NodeJS.ProcessEnv, signed: boolean, say: (line: string) => void }} from
 * @returns {ManifestKey}
 * @throws when there is none and packages are to be signed, or when it is no such key
 */
export function manifestKey({ environment, signed, say }) {
  const named = environment['INVIGIL_MANIFEST_KEY'] ?? '';
  if (named === '') {
    if (signed)
      throw new Error(
        '--signed: INVIGIL_MANIFEST_KEY is not set. It is the Ed25519 private key (PEM, or its file) that signs the list of the app’s files; `npm run rules -- --new-key FOLDER` makes one.',
      );
    say(
      'the list of files is signed with a key made for this package alone: INVIGIL_MANIFEST_KEY is not set',
    );
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    return {
      privatePem: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
      publicPem: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    };
  }
  const privatePem = named.includes('-----BEGIN') ? named : readKey(named);
  try {
    return { privatePem, publicPem: publicHalf(privatePem) };
  } catch (error) {
    throw new Error(
      `INVIGIL_MANIFEST_KEY: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}

/** @param {string} privatePem @throws when it is no Ed25519 private key */
function publicHalf(privatePem) {
  const key = createPrivateKey(privatePem);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('the key is no Ed25519 key');
  return createPublicKey(key).export({ format: 'pem', type: 'spki' }).toString();
}

/** @param {string} file */
function readKey(file) {
  if (!existsSync(file)) throw new Error(`INVIGIL_MANIFEST_KEY: there is no file ${file}`);
  return readFileSync(file, 'utf8');
}
