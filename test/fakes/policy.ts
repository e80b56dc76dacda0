import { effectivePolicy, type LockdownPolicy } from '../../contract/lockdownPolicy.ts';
import { parseStartParameters } from '../../contract/startParameters.ts';
import start from '../fixtures/start/start-on-campus-high.json' with { type: 'json' };

/** The policy of the sample exam at a level, with other start parameters where a test needs them. */
export function policyAt(
  level: LockdownPolicy['level'],
  changes: Readonly<Record<string, unknown>> = {},
): LockdownPolicy {
  const asked = {
    ...start,
    secureBrowser: level !== 'off',
    secureBrowserLevel: level === 'off' ? 'basic' : level,
    ...changes,
  };
  const parsed = parseStartParameters(asked);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return effectivePolicy(parsed.parameters);
}
