import { useTranslation } from 'react-i18next';
import { STAGES } from '../../contract/journey.ts';
import { Rail } from '../ui/Rail.tsx';
import { LanguageChooser } from './LanguageChooser.tsx';
import type { ReactElement } from 'react';
import type { Stage } from '../../contract/journey.ts';

/** A block is a pause on the way, not a place on it. */
const onTheWay = (stage: Stage): stage is Exclude<Stage, 'blocked'> => stage !== 'blocked';
const WAY = STAGES.filter(onTheWay);

/** Where one is on the way, and the language, on every screen but the exam's. */
export function TopRail({ stage }: { readonly stage: (typeof WAY)[number] }): ReactElement {
  const { t } = useTranslation();
  return (
    <header className="top">
      <p className="top-name" translate="no">
        {t('app.name')}
      </p>
      <Rail
        label={t('app.stages')}
        steps={WAY.map((id) => ({ id, words: t(`stage.${id}`) }))}
        current={stage}
        doneWord={t('app.stageDone')}
      />
      <LanguageChooser />
    </header>
  );
}
