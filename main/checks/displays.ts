import type { CheckVerdict } from '../../contract/check.ts';
import type { LockdownPolicy } from '../../contract/lockdownPolicy.ts';
import type { DisplayReading } from '../system/displays.ts';
import type { Check } from './check.ts';

/** One screen, unless the exam allows more. Judged again on every change during the exam. */
export const displays: Check<DisplayReading> = {
  step: 'displays',
  timeout: 10_000,
  probe: (system) => system.readDisplays(),
  judge: judgeDisplays,
};

/** A screen that shows what another shows is a second screen too: somebody can sit in front of it. */
export function judgeDisplays(
  { screens, outputs = 0, mirrored = false }: DisplayReading,
  policy: Pick<LockdownPolicy, 'displays'>,
): CheckVerdict {
  const count = screens.length;
  if (count === 0) return { outcome: 'warn', evidence: [{ code: 'display_none', values: {} }] };
  if (policy.displays.allowsSeveral) return { outcome: 'pass', evidence: [] };
  if (count > 1)
    return { outcome: 'fail', evidence: [{ code: 'display_several', values: { count } }] };
  if (mirrored) return { outcome: 'fail', evidence: [{ code: 'display_mirrored', values: {} }] };
  // More outputs carry a picture than the desktop has screens: mirrored, or some other desktop's.
  if (outputs > count) {
    const values = { count: outputs };
    return { outcome: 'warn', evidence: [{ code: 'display_maybe_mirrored', values }] };
  }
  return { outcome: 'pass', evidence: [] };
}
