import { CircleCheck, Play } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isDecided } from '../../../contract/journeyAdmission.ts';
import { useAction } from '../../action.ts';
import { useBridge } from '../../bridge.ts';
import { LeaveBeforeStart } from '../../shell/LeaveBeforeStart.tsx';
import { Screen } from '../../shell/Screen.tsx';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { StartFacts } from './StartFacts.tsx';
import type { ReactElement } from 'react';
import type { JourneyAt } from '../../../contract/journey.ts';
import type { SetupStep } from '../../../contract/session.ts';

const DONE_WORDS = {
  admission: 'desk.admission.by',
  face: 'setup.start.facePhoto',
  passport: 'setup.start.passportPhoto',
  rules: 'setup.start.rulesRead',
  agreement: 'setup.start.agreementAccepted',
} as const satisfies Record<SetupStep, string>;

function isPhoto(step: SetupStep): boolean {
  return step === 'face' || step === 'passport';
}

/** All is done: what happens when the exam starts, and the button that starts it. */
export function StartStep({ journey }: { readonly journey: JourneyAt<'setup'> }): ReactElement {
  const { t } = useTranslation();
  const bridge = useBridge();
  const { busy, problem, act } = useAction();
  const again = useAction();
  const { session, done } = journey;
  return (
    <Screen
      title={t('setup.start.title')}
      lead={t('setup.start.lead')}
      width="wide"
      problem={problem ?? again.problem}
      leave={<LeaveBeforeStart session={session} />}
      hint={busy && <Waiting>{t('setup.start.starting')}</Waiting>}
      primary={
        <Button
          look="primary"
          icon={<Play className="mirrored" aria-hidden />}
          busy={busy}
          onPress={() => act(() => bridge.ask('exam.start', undefined))}
        >
          {t('setup.start.start')}
        </Button>
      }
    >
      <div className="two-columns">
        <StartFacts session={session} />
        <Panel title={t('setup.start.done')}>
          <ul className="done-list">
            {(isDecided(journey) ? [...done, 'admission' as const] : done).map((step) => (
              <li key={step}>
                <CircleCheck aria-hidden />
                <span>{t(DONE_WORDS[step])}</span>
                {isPhoto(step) && !isDecided(journey) && (
                  <Button
                    look="quiet"
                    isDisabled={busy || again.busy}
                    aria-label={`${t('setup.start.retake')}: ${t(DONE_WORDS[step])}`}
                    onPress={() => again.act(() => bridge.ask('setup.again', step))}
                  >
                    {t('setup.start.retake')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </Panel>
      </div>
    </Screen>
  );
}
