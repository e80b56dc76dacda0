import { useTranslation } from 'react-i18next';
import { useBridge } from '../../bridge.ts';
import { Waiting } from '../../ui/Waiting.tsx';
import { useProbe } from './useProbe.ts';
import type { ReactElement } from 'react';
import type { CheckStep } from '../../../contract/check.ts';
import type { ProbeProps } from './useProbe.ts';

/** A step that main reads and judges by itself. */
export function MachineProbe({
  step,
  ...props
}: ProbeProps & { readonly step: CheckStep }): ReactElement {
  const { t } = useTranslation();
  const bridge = useBridge();
  useProbe(step, props, async () => {
    await bridge.ask('checks.run', step);
  });
  return <Waiting>{t('checks.machine.how')}</Waiting>;
}
