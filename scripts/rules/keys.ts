import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import type { CheckSignature, SignedRuleSet } from '../../contract/processRules/ruleSetDocument.ts';

/** Both halves of a new Ed25519 key, PEM. */
export function newKey(): { readonly privatePem: string; readonly publicPem: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privatePem: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    publicPem: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
  };
}

/** @throws when the key is no Ed25519 private key */
export function signRuleSet(ruleSet: string, privatePem: string): SignedRuleSet {
  const key = ofKind(createPrivateKey(privatePem));
  return {
    format: 'invigil-signed-rules-1',
    key: keyName(createPublicKey(privatePem)),
    ruleSet,
    signature: sign(null, Buffer.from(ruleSet, 'utf8'), key).toString('base64'),
  };
}

/** @throws when the key is no Ed25519 public key */
export function checkWith(publicPem: string): CheckSignature {
  const ours = ofKind(createPublicKey(publicPem));
  return ({ key, ruleSet, signature }) => {
    if (key !== keyName(ours)) return 'unknown_key';
    const bytes = Buffer.from(ruleSet, 'utf8');
    return verify(null, bytes, ours, Buffer.from(signature, 'base64')) ? 'good' : 'bad';
  };
}

/** See `SignedRuleSet.key`. */
function keyName(publicKey: KeyObject): string {
  const der = publicKey.export({ format: 'der', type: 'spki' });
  return createHash('sha256').update(der).digest('hex').slice(0, 16);
}

function ofKind(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('the key is no Ed25519 key');
  return key;
}
