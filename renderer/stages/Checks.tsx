import type { TFunction } from 'i18next';
import { ArrowRight } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { checksInTheWay } from '../../contract/journey.ts';
import { useAction } from '../action.ts';
import { useBridge } from '../bridge.ts';
import { Sources } from '../media/sources.ts';
import { LeaveBeforeStart } from '../shell/LeaveBeforeStart.tsx';
import { Screen } from '../shell/Screen.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { Progress } from '../ui/Meter.tsx';
import { Panel } from '../ui/Panel.tsx';
import { isSettled, stepsToRun } from './checks/order.ts';
import { Probe } from './checks/Probe.tsx';
import { Rows } from './checks/Rows.tsx';
import { useCheckRun } from './checks/useCheckRun.ts';
import type { ReactElement } from 'react';
import type { JourneyAt } from '../../contract/journey.ts';

/** The system check: every step in its row, and beside them the one at work. */
export function Checks({ journey }: { readonly journey: JourneyAt<'checks'> }): ReactElement {
  const { t } = useTranslation();
  const bridge = useBridge();
  const { busy, problem, act } = useAction();
  const [sources] = useState(() => new Sources(navigator.mediaDevices));
  useEffect(() => () => sources.release(), [sources]);
  const run = useCheckRun(journey);
  const steps = stepsToRun(journey.session);
  const done = steps.filter((step) => isSettled(step, journey.results)).length;
  const inTheWay = checksInTheWay(journey);
  const { atWork } = run;
  return (
    <Screen
      title={t('checks.title')}
      lead={t(journey.session.checkOnly === true ? 'checks.leadAlone' : 'checks.lead')}
      width="wide"
      problem={problem}
      leave={<LeaveBeforeStart session={journey.session} />}
      hint={
        atWork === undefined
          ? settledWords(t, inTheWay.length, done === steps.length)
          : t('checks.running', { step: t(`check.${atWork}.title`) })
      }
      primary={
        <Button
          look="primary"
          iconEnd={<ArrowRight className="mirrored" aria-hidden />}
          isDisabled={inTheWay.length > 0}
          busy={busy}
          aria-describedby="ways-hint"
          onPress={() => act(() => bridge.ask('checks.continue', undefined))}
        >
          {t(journey.session.checkOnly === true ? 'checks.finish' : 'checks.continue')}
        </Button>
      }
    >
      <Progress
        label={t('checks.list')}
        value={steps.length === 0 ? 1 : done / steps.length}
        words={t('checks.progress', { done, all: steps.length })}
      />
      <div className="checks-columns">
        <Rows journey={journey} run={run} />
        <div className="checks-now">
          {atWork === undefined ? (
            <Banner
              tone={inTheWay.length > 0 ? 'warn' : 'good'}
              title={
                inTheWay.length > 0
                  ? t('checks.inTheWay', { count: inTheWay.length })
                  : t('checks.settled.title')
              }
            >
              <p>{inTheWay.length > 0 ? t('checks.settled.fix') : t('checks.settled.go')}</p>
            </Banner>
          ) : (
            <Panel look="raised" title={t(`check.${atWork}.title`)}>
              <div className="probe">
                <Probe
                  key={`${atWork}-${run.run}`}
                  step={atWork}
                  session={journey.session}
                  sources={sources}
                  onEnded={(worked) => run.ended(atWork, worked)}
                />
              </div>
            </Panel>
          )}
        </div>
      </div>
    </Screen>
  );
}

function settledWords(t: TFunction, inTheWay: number, all: boolean): string {
  if (inTheWay > 0) return t('checks.inTheWay', { count: inTheWay });
  return all ? t('checks.allGood') : t('checks.warnings');
}
