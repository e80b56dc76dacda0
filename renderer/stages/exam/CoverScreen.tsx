import { RotateCw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contestableStep, contestOffer } from '../../../contract/contest.ts';
import { useAction } from '../../action.ts';
import { useBridge } from '../../bridge.ts';
import { Contest } from '../../shell/contest/Contest.tsx';
import { ForbiddenPrograms, isForbiddenProgram } from '../../shell/ForbiddenPrograms.tsx';
import { ProblemBanner } from '../../shell/ProblemBanner.tsx';
import { ReasonDetails } from '../../shell/ReasonDetails.tsx';
import { WhoToAsk } from '../../shell/WhoToAsk.tsx';
import { sayTime } from '../../text/format.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import type { ReactElement } from 'react';
import type { Cover } from '../../../contract/journey.ts';
import type { SessionView } from '../../../contract/session.ts';

interface CoverScreenProps {
  readonly cover: Cover;
  readonly session: SessionView;
}

/** In place of the exam page until its reason is gone: what to do, and the way to check again. */
export function CoverScreen({ cover, session }: CoverScreenProps): ReactElement {
  const { t, i18n } = useTranslation();
  const bridge = useBridge();
  const { busy, problem, act } = useAction();
  const heading = useRef<HTMLHeadingElement>(null);
  const [checked, setChecked] = useState<number | null>(null);
  useEffect(() => heading.current?.focus(), []);
  const step = contestableStep(cover.reason);
  // What the integration lets them do at once needs no waiting for.
  const mayGoOn = cover.mayGoOn === true && !(step !== undefined && contestOffer(session).goOn);
  const programs = cover.evidence.filter(isForbiddenProgram);
  const others = cover.evidence.filter((fact) => !isForbiddenProgram(fact));
  const time = (
    <Panel title={t('exam.cover.timeTitle')}>
      <p>{t('exam.cover.time')}</p>
    </Panel>
  );
  const below = (
    <>
      {time}
      <WhoToAsk reason={cover.reason} session={session} />
    </>
  );
  const check = () =>
    act(async () => {
      await bridge.ask('exam.checkAgain', undefined);
      setChecked(Date.now());
    });
  return (
    <div className="cover">
      <div className="cover-column">
        {/* Only this is read out at once: below it something ticks, and is answered. */}
        <div role="alert">
          <h2 ref={heading} tabIndex={-1} className="screen-title">
            {t(`reason.${cover.reason}.title`)}
          </h2>
        </div>
        {programs.length > 0 && (
          <Panel title={t('program.title')}>
            <ForbiddenPrograms programs={programs} onClosed={check} />
          </Panel>
        )}
        <ReasonDetails
          reason={cover.reason}
          evidence={others}
          {...(step === undefined ? {} : { below })}
        >
          {step === undefined ? time : <Contest step={step} session={session} />}
        </ReasonDetails>
      </div>
      <div className="cover-ways">
        <ProblemBanner problem={problem} />
        {checked !== null && problem === null && (
          <Banner tone="info">
            {t('exam.cover.still', { time: sayTime(checked, i18n.language) })}
          </Banner>
        )}
        {mayGoOn && (
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
