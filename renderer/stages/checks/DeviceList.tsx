import { useTranslation } from 'react-i18next';
import { isDeviceEvidence } from '../../../contract/device.ts';
import { sayEvidence } from '../../text/evidence.ts';
import type { ReactElement } from 'react';
import type { CheckResult } from '../../../contract/check.ts';

interface DeviceListProps {
  /** Of the step that lists them; nothing is shown before it was run. */
  readonly result: CheckResult | undefined;
}

/** What is connected to the computer, and who sees it. Nothing here is to be put right. */
export function DeviceList({ result }: DeviceListProps): ReactElement | null {
  const { t, i18n } = useTranslation();
  if (result?.outcome === undefined) return null;
  const devices = result.evidence.filter(isDeviceEvidence);
  return (
    <div className="check-devices">
      <h3 className="check-group">{t('checks.devices.title')}</h3>
      <p>{t('checks.devices.why')}</p>
      {devices.length === 0 ? (
        <p>{t('checks.devices.none')}</p>
      ) : (
        <ul className="evidence">
          {devices.map((fact, index) => (
            <li key={`${fact.code}-${index}`}>
              <bdi>{sayEvidence(i18n, fact)}</bdi>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
