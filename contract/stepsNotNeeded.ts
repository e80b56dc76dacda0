import type { CheckStep } from './check.ts';
import type { LockdownPolicy } from './lockdownPolicy.ts';
import type { SessionView } from './session.ts';

/**
 * The steps of the system check that this exam has no use for: nothing that they try is recorded, and
 * no photo is taken. Hearing matters where somebody may speak with the candidate, which goes with the
 * microphone.
 */
export function stepsNotNeeded(
  recording: Pick<LockdownPolicy['recording'], 'camera' | 'microphone' | 'screen'>,
  identification: SessionView['identification'],
): CheckStep[] {
  const { camera, microphone, screen } = recording;
  const steps: CheckStep[] = [];
  if (!camera && identification === 'skip') steps.push('webcam');
  if (!microphone) steps.push('microphone', 'speakers');
  if (!screen) steps.push('screenshare');
  if (!camera && !screen) steps.push('bandwidth');
  return steps;
}
