import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  PRESET_RULES,
  presetOf,
  RULE_SET_VERSION,
  type ProcessRule,
} from '../contract/processRules.ts';
import { openRuleSet, type CheckSignature } from '../contract/processRules/ruleSetDocument.ts';
import { ConfigError, type Config } from './config.ts';

/** The programs that exams without a list of their own forbid from now on. */
export interface HandedOutRules {
  readonly version: number;
  readonly preset: readonly ProcessRule[];
  /** As it was signed, for apps that judge the signature themselves. */
  readonly document?: string;
}

const BUILT_IN: HandedOutRules = { version: RULE_SET_VERSION, preset: PRESET_RULES };

/**
 * The signed rule set that the configuration names, or this version's own where it names none or an
 * older one. Every grant carries the lists made of it.
 * @param warn told when the named set is left aside because it is not newer
 * @throws ConfigError when the set cannot be read or its signature is not the key's
 */
export function handedOutRules(
  rules: Config['rules'],
  warn: (cause: string) => void,
): HandedOutRules {
  if (rules === undefined) return BUILT_IN;
  const text = read('rules.file', rules.file);
  const check = checkWith(read('rules.publicKey', rules.publicKey));
  const opened = openRuleSet(text, check, RULE_SET_VERSION);
  if (opened.opened) {
    const { version, rules: all } = opened.ruleSet;
    return { version, preset: presetOf(all), document: text };
  }
  if (opened.fault !== 'not_newer')
    throw new ConfigError('the rule set', [`rules.file: ${opened.fault}: ${opened.cause}`]);
  warn(opened.cause);
  return BUILT_IN;
}

function read(key: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new ConfigError('the rule set', [`${key}: ${cause}`]);
  }
}

function checkWith(pem: string): CheckSignature {
  let key: ReturnType<typeof createPublicKey>;
  try {
    key = createPublicKey(pem);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new ConfigError('the rule set', [`rules.publicKey: ${cause}`]);
  }
  if (key.asymmetricKeyType !== 'ed25519')
    throw new ConfigError('the rule set', ['rules.publicKey: is no Ed25519 key']);
  // See `SignedRuleSet.key`.
  const der = key.export({ format: 'der', type: 'spki' });
  const name = createHash('sha256').update(der).digest('hex').slice(0, 16);
  return (signed) => {
    if (signed.key !== name) return 'unknown_key';
    const bytes = Buffer.from(signed.ruleSet, 'utf8');
    const signature = Buffer.from(signed.signature, 'base64');
    return verify(null, bytes, key, signature) ? 'good' : 'bad';
  };
}
