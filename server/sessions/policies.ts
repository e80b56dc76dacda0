import {
  effectivePolicy,
  POLICY_PARAMETERS,
  type LockdownPolicy,
  type PolicyParameters,
} from '../../contract/lockdownPolicy.ts';
import type { ProcessRule } from '../../contract/processRules.ts';

/** Exams whose policies are kept; one with its lists of programs is some 60 kB. */
const MOST = 100;

const kept = new WeakMap<readonly ProcessRule[], Map<string, LockdownPolicy>>();
const texts = new WeakMap<LockdownPolicy, string>();

/**
 * The policy of a session, not to be changed by anybody. All candidates of an exam have the same one and
 * come in the same minute, so it is made once.
 */
export function policyOf(
  parameters: PolicyParameters,
  preset: readonly ProcessRule[],
): LockdownPolicy {
  const policies = kept.get(preset) ?? new Map<string, LockdownPolicy>();
  kept.set(preset, policies);
  const key = JSON.stringify(POLICY_PARAMETERS.map((name) => parameters[name]));
  const known = policies.get(key);
  if (known !== undefined) return known;
  const policy = effectivePolicy(parameters, { preset });
  const [oldest] = policies.keys();
  if (policies.size >= MOST && oldest !== undefined) policies.delete(oldest);
  policies.set(key, policy);
  return policy;
}

/** The policy as JSON, written once for all who get it. */
export function policyText(policy: LockdownPolicy): string {
  const known = texts.get(policy);
  if (known !== undefined) return known;
  const text = JSON.stringify(policy);
  texts.set(policy, text);
  return text;
}
