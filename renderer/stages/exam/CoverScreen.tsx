import { RotateCw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../action.ts';
import { useBridge } from '../../bridge.ts';
import { ForbiddenPrograms, isForbiddenProgram } from '../../shell/ForbiddenPrograms.tsx';
import { ProblemBanner } from '../../shell/ProblemBanner.tsx';
import { ReasonDetails } from '../../shell/ReasonDetails.tsx';
import { sayTime } from '../../text/format.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import type { ReactElement } from 'react';
import type { Cover } from '../../../contract/journey.ts';

/** In place of the exam page until its reason is gone: what to do, and the way to check again. */
export function CoverScreen({ cover }: { readonly cover: Cover }): ReactElement {
  const { t, i18n } = useTranslation();
  const bridge = useBridge();
  const { busy, problem, act } = useAction();
  const heading = useRef<HTMLHeadingElement>(null);
  const [checked, setChecked] = useState<number | null>(null);
  useEffect(() => heading.current?.focus(), []);
  const programs = cover.evidence.filter(isForbiddenProgram);
  const others = cover.evidence.filter((fact) => !isForbiddenProgram(fact));
  const check = () =>
    act(async () => {
      await bridge.ask('exam.checkAgain', undefined);
      setChecked(Date.now());
    });
  return (
    <div className="cover">
      <div className="cover-column" role="alert">
        <h2 ref={heading} tabIndex={-1} className="screen-title">
          {t(`reason.${cover.reason}.title`)}
        </h2>
        <ReasonDetails reason={cover.reason} evidence={others}>
          <Panel title={t('exam.cover.timeTitle')}>
            <p>{t('exam.cover.time')}</p>
          </Panel>
        </ReasonDetails>
        {programs.length > 0 && (
          <Panel title={t('program.title')}>
            <ForbiddenPrograms programs={programs} onClosed={check} />
          </Panel>
        )}
      </div>
      <div className="cover-ways">
        <ProblemBanner problem={problem} />
        {checked !== null && problem === null && (
          <Banner tone="info">
            {t('exam.cover.still', { time: sayTime(checked, i18n.language) })}
          </Banner>
        )}
        {cover.mayGoOn === true && (
          <Banner
            tone="warn"
            action={
              <Button onPress={() => act(() => bridge.ask('exam.goOn', cover.reason))}>
                {t('exam.cover.goOn')}
              </Button>
            }
          >
            {t('exam.cover.goOnText')}
          </Banner>
        )}
        <Button look="primary" icon={<RotateCw aria-hidden />} busy={busy} onPress={check}>
          {busy ? t('exam.cover.checking') : t('exam.cover.action')}
        </Button>
      </div>
    </div>
  );
}
