import { LogOut, RotateCw, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contestableStep } from '../../contract/contest.ts';
import { useAction } from '../action.ts';
import { useBridge } from '../bridge.ts';
import { Contest } from '../shell/contest/Contest.tsx';
import { ForbiddenPrograms, isForbiddenProgram } from '../shell/ForbiddenPrograms.tsx';
import { LeaveBeforeStart } from '../shell/LeaveBeforeStart.tsx';
import { ReasonDetails } from '../shell/ReasonDetails.tsx';
import { Screen } from '../shell/Screen.tsx';
import { WhoToAsk } from '../shell/WhoToAsk.tsx';
import { Button } from '../ui/Button.tsx';
import { Panel } from '../ui/Panel.tsx';
import { LeaveExamDialog } from './exam/LeaveExamDialog.tsx';
import type { ReactElement } from 'react';
import type { ActiveJourney, JourneyAt } from '../../contract/journey.ts';

/** One plain reason, what to do about it, whom to ask, and the way back in. */
export function Blocked({ journey }: { readonly journey: JourneyAt<'blocked'> }): ReactElement {
  const { t } = useTranslation();
  const bridge = useBridge();
  const { busy, problem, act } = useAction();
  const { reason, evidence, back } = journey;
  const programs = evidence.filter(isForbiddenProgram);
  const checkAgain = () => act(() => bridge.ask('blocked.checkAgain', undefined));
  const session = 'session' in back ? back.session : undefined;
  const step = contestableStep(reason);
  return (
    <Screen
      title={t(`reason.${reason}.title`)}
      problem={problem}
      leave={<LeaveBlocked back={back} />}
      primary={
        <Button look="primary" icon={<RotateCw aria-hidden />} busy={busy} onPress={checkAgain}>
          {t('action.checkAgain')}
        </Button>
      }
    >
      {programs.length > 0 && (
        <Panel title={t('program.title')}>
          <ForbiddenPrograms programs={programs} onClosed={checkAgain} />
        </Panel>
      )}
      <ReasonDetails
        reason={reason}
        evidence={evidence.filter((fact) => !isForbiddenProgram(fact))}
        {...(step === undefined ? {} : { below: <WhoToAsk reason={reason} session={session} /> })}
      >
        {session !== undefined && step !== undefined ? (
          <Contest step={step} session={session} />
        ) : (
          <WhoToAsk reason={reason} session={session}>
            {evidence.length > 0 && <p className="quiet">{t('blocked.contest')}</p>}
          </WhoToAsk>
        )}
      </ReasonDetails>
    </Screen>
  );
}

/** The way out of a block is the way out of the stage behind it. */
function LeaveBlocked({ back }: { readonly back: ActiveJourney }): ReactElement {
  const { t } = useTranslation();
  const bridge = useBridge();
  const { act } = useAction();
  const [asking, setAsking] = useState(false);
  if (back.stage === 'exam') {
    return (
      <>
        <Button
          look="quiet"
          icon={<LogOut className="mirrored" aria-hidden />}
          onPress={() => setAsking(true)}
        >
          {t('exam.leaveDialog.action')}
        </Button>
        <LeaveExamDialog session={back.session} open={asking} onClose={() => setAsking(false)} />
      </>
    );
  }
  if (back.stage === 'session' || back.stage === 'checks' || back.stage === 'setup') {
    return <LeaveBeforeStart session={back.session} />;
  }
  return (
    <Button
      look="quiet"
      icon={<X aria-hidden />}
      onPress={() => act(() => bridge.ask('app.quit', undefined))}
    >
      {t('action.quit')}
    </Button>
  );
}
