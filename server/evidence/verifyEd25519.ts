import { createPublicKey, verify } from 'node:crypto';

/** Whether an Ed25519 signature (RFC 8032, 64 bytes) over the text is that of a raw key (32 bytes). */
export type VerifyEd25519 = (text: Buffer, signature: Buffer, key: Buffer) => boolean;

export const withOpenSsl: VerifyEd25519 = (text, signature, key) => {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: key.toString('base64url') };
  return verify(null, text, createPublicKey({ key: jwk, format: 'jwk' }), signature);
};

async function loadSodium(): Promise<VerifyEd25519 | undefined> {
  try {
    const { default: sodium } = await import('sodium-native');
    return (text, signature, key) => sodium.crypto_sign_verify_detached(signature, text, key);
  } catch {
    // It is built for the usual systems; on another, with musl for one, OpenSSL does the same. Told at the start.
    return undefined;
  }
}

/** By libsodium, where there is one for this system. */
export const withSodium = await loadSodium();

/**
 * libsodium takes half the time of OpenSSL, and verifying is the greatest part of what an event costs the
 * server. Of keys and signatures that an honest app cannot make it refuses more (small order, RFC 8032 §5.1.7).
 */
export const verifyEd25519: VerifyEd25519 = withSodium ?? withOpenSsl;
