import { useTranslation } from 'react-i18next';
import { STAGES } from '../../contract/journey.ts';
import { Rail } from '../ui/Rail.tsx';
import { LanguageChooser } from './LanguageChooser.tsx';
import type { ReactElement } from 'react';
import type { Journey, Stage } from '../../contract/journey.ts';

/** A block is a pause on the way, not a place on it. */
const onTheWay = (stage: Stage): stage is Exclude<Stage, 'blocked'> => stage !== 'blocked';
const WAY = STAGES.filter(onTheWay);
/** Days before, the computer is checked and nothing else. */
const CHECK_ALONE: typeof WAY = ['link', 'checks', 'finish'];

/** Where one is on the way, and the language, on every screen but the exam's. */
export function TopRail({ journey }: { readonly journey: Journey }): ReactElement {
  const { t } = useTranslation();
  const at = journey.stage === 'blocked' ? journey.back : journey;
  const way = 'session' in at && at.session.checkOnly === true ? CHECK_ALONE : WAY;
  return (
    <header className="top">
      <p className="top-name" translate="no">
        {t('app.name')}
      </p>
      <Rail
        label={t('app.stages')}
        steps={way.map((id) => ({ id, words: t(`stage.${id}`) }))}
        current={at.stage}
        doneWord={t('app.stageDone')}
      />
      <LanguageChooser />
    </header>
  );
}
