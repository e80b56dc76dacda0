import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sayRemaining } from '../../text/format.ts';
import { useNow } from '../../time.ts';
import { Countdown } from '../../ui/Countdown.tsx';
import { isPressing } from './timeLeft.ts';
import type { ReactElement } from 'react';
import type { JourneyAt } from '../../../contract/journey.ts';

/** The time left by the server's clock; the candidate may put it out of sight. */
export function ExamTime({ journey }: { readonly journey: JourneyAt<'exam'> }): ReactElement {
  const { t, i18n } = useTranslation();
  const [hidden, setHidden] = useState(false);
  const left = journey.endsAt - useNow(1_000);
  const up = journey.phase === 'time_up' || left <= 0;
  return (
    <Countdown
      label={t('exam.timeLeft')}
      words={up ? t('exam.timeUp') : sayRemaining(left, i18n.language)}
      hidden={hidden && !up}
      hiddenWords={t('exam.timeHidden')}
      toggle={hidden ? t('exam.showTime') : t('exam.hideTime')}
      pressing={isPressing(left)}
      onToggle={() => setHidden((was) => !was)}
    />
  );
}
