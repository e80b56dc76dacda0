import { useTranslation } from 'react-i18next';
import { setupSteps } from '../../../contract/session.ts';
import type { ReactElement } from 'react';
import type { SessionView, SetupStep } from '../../../contract/session.ts';

interface StepProgressProps {
  readonly session: SessionView;
  readonly step: SetupStep;
}

/** "Step 2 of 4": the start itself is the last. */
export function StepProgress({ session, step }: StepProgressProps): ReactElement {
  const { t } = useTranslation();
  const steps = setupSteps(session);
  return <>{t('setup.progress', { now: steps.indexOf(step) + 1, all: steps.length + 1 })}</>;
}
