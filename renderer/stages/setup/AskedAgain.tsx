import { useTranslation } from 'react-i18next';
import { photoAskedAgain } from '../../../contract/journeyAdmission.ts';
import { Banner } from '../../ui/Banner.tsx';
import type { ReactElement } from 'react';
import type { JourneyAt } from '../../../contract/journey.ts';

/** Why staff want this photo once more, in their words. */
export function AskedAgain({
  journey,
}: {
  readonly journey: JourneyAt<'setup'>;
}): ReactElement | null {
  const { t } = useTranslation();
  const { admission } = journey.session.desk;
  if (photoAskedAgain(journey) === undefined || admission?.words === undefined) return null;
  return (
    <Banner tone="warn" urgent title={t('desk.retake.title')}>
      <p>{t('desk.retake.words', { words: admission.words })}</p>
    </Banner>
  );
}
