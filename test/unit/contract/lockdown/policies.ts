import { expect } from 'vitest';
import {
  effectivePolicy,
  LockdownPolicy,
  type PolicySettings,
} from '../../../../contract/lockdownPolicy.ts';
import { parametersOf } from '../startParameters/starts.ts';

export type Sent = Readonly<Record<string, unknown>>;

export const LEVELS = ['off', 'basic', 'medium', 'high'] as const;
export const SECURE = ['basic', 'medium', 'high'] as const;

/** The policy of a start at a level, parsed by its own schema on the way. */
export function policyAt(
  level: (typeof LEVELS)[number],
  sent: Sent = {},
  settings: PolicySettings = {},
): LockdownPolicy {
  const secure = level === 'off' ? {} : { secureBrowser: true, secureBrowserLevel: level };
  const policy = effectivePolicy(parametersOf({ ...secure, ...sent }), settings);
  expect(LockdownPolicy.parse(policy)).toStrictEqual(policy);
  return policy;
}
