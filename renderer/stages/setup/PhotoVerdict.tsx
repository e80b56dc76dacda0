import { useTranslation } from 'react-i18next';
import { Banner } from '../../ui/Banner.tsx';
import type { ReactElement } from 'react';
import type { PhotoFault, PhotoKind } from '../../../contract/photo.ts';

/** After so many tries a photo may be sent in spite of its faults: cameras and papers differ. */
export const MAX_TRIES = 3;

interface PhotoVerdictProps {
  readonly kind: PhotoKind;
  readonly faults: readonly PhotoFault[];
  readonly tries: number;
}

/** What to look at, or what to do better, and when it may be sent all the same. */
export function PhotoVerdict({ kind, faults, tries }: PhotoVerdictProps): ReactElement {
  const { t } = useTranslation();
  if (faults.length === 0) {
    return <Banner tone="good" title={t(`setup.photo.${kind}.look`)} />;
  }
  return (
    <Banner tone="warn" urgent title={t('setup.photo.again')}>
      <ul className="plain-list">
        {faults.map((fault) => (
          <li key={fault}>{t(`photo.${fault}`)}</li>
        ))}
      </ul>
      <p className="quiet">
        {tries >= MAX_TRIES
          ? t('setup.photo.overridden')
          : t('setup.photo.tries', { now: tries, all: MAX_TRIES })}
      </p>
    </Banner>
  );
}
