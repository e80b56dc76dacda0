import { z } from 'zod';
import { contestedIdentities } from './contested.ts';
import { ProcessRule } from './rule.ts';

/** A whole rule set, as it is handed out. */
export const RuleSet = z
  .strictObject({
    format: z.literal('invigil-rules-1'),
    /** Rises with every change; see `RULE_SET_VERSION`. */
    version: z.number().int().positive(),
    /** ISO UTC. */
    issuedAt: z.iso.datetime(),
    /** The institution or maker that stands for it. */
    issuer: z.string().min(1).max(200),
    rules: z.array(ProcessRule).min(1).max(5_000),
  })
  .superRefine(({ rules }, context) => {
    const ids = rules.map(({ id }) => id);
    for (const id of new Set(ids.filter((each, index) => ids.indexOf(each) !== index)))
      context.addIssue({ code: 'custom', path: ['rules'], message: `${id} stands there twice` });
    for (const { identity, rules: owners } of contestedIdentities(rules))
      context.addIssue({
        code: 'custom',
        path: ['rules'],
        message: `${identity} is claimed by ${owners.join(' and ')}`,
      });
  });
export type RuleSet = z.infer<typeof RuleSet>;

/**
 * A rule set with a signature. The set stands in it as text, and the signature is of exactly these
 * characters in UTF-8, so that nobody has to agree on how JSON is written.
 */
export const SignedRuleSet = z.strictObject({
  format: z.literal('invigil-signed-rules-1'),
  /** Which of the institution's keys; the first 16 hexadecimal digits of the SHA-256 of its SPKI DER. */
  key: z.string().regex(/^[\da-f]{16}$/),
  /** A `RuleSet` as JSON text. */
  ruleSet: z.string().max(4_000_000),
  /** Ed25519 (RFC 8032), base64. */
  signature: z.base64().length(88),
});
export type SignedRuleSet = z.infer<typeof SignedRuleSet>;

/** What whoever holds keys says of a signature. */
export type CheckSignature = (
  signed: Pick<SignedRuleSet, 'key' | 'ruleSet' | 'signature'>,
) => 'good' | 'bad' | 'unknown_key';

export const RULE_SET_FAULTS = ['unreadable', 'unknown_key', 'bad_signature', 'not_newer'] as const;
export type RuleSetFault = (typeof RULE_SET_FAULTS)[number];

export type OpenedRuleSet =
  | { readonly opened: true; readonly ruleSet: RuleSet }
  | { readonly opened: false; readonly fault: RuleSetFault; readonly cause: string };

/**
 * Opens what a server handed out. The signature is judged before anything inside is read; a set that is
 * not newer than the one at hand is refused, so that nobody brings an old one back.
 * @param atHand version of the set that is in use; 0 when any will do
 */
export function openRuleSet(text: string, check: CheckSignature, atHand: number): OpenedRuleSet {
  const signed = parseJson(SignedRuleSet, text);
  if (!signed.success) return refused('unreadable', signed.cause);
  const { key, ruleSet: inner } = signed.data;
  const verdict = check(signed.data);
  if (verdict === 'unknown_key') return refused('unknown_key', `key ${key} is not one of ours`);
  if (verdict === 'bad')
    return refused('bad_signature', `the signature of key ${key} is of something else`);
  const ruleSet = parseJson(RuleSet, inner);
  if (!ruleSet.success) return refused('unreadable', ruleSet.cause);
  if (ruleSet.data.version <= atHand)
    return refused('not_newer', `version ${ruleSet.data.version}, at hand is ${atHand}`);
  return { opened: true, ruleSet: ruleSet.data };
}

function refused(fault: RuleSetFault, cause: string): OpenedRuleSet {
  return { opened: false, fault, cause };
}

type Parsed<T> = { success: true; data: T } | { success: false; cause: string };

/** Reads JSON of a known form; the cause names the field. */
export function parseJson<T>(schema: z.ZodType<T>, text: string): Parsed<T> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { success: false, cause: error instanceof Error ? error.message : 'no JSON' };
  }
  const parsed = schema.safeParse(value);
  return parsed.success
    ? { success: true, data: parsed.data }
    : { success: false, cause: z.prettifyError(parsed.error) };
}
