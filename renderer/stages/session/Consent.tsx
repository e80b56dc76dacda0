import { ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../action.ts';
import { useBridge } from '../../bridge.ts';
import { LeaveBeforeStart } from '../../shell/LeaveBeforeStart.tsx';
import { Screen } from '../../shell/Screen.tsx';
import { Button } from '../../ui/Button.tsx';
import { ExamFacts } from './ExamFacts.tsx';
import { Recorded } from './Recorded.tsx';
import type { ReactElement } from 'react';
import type { SessionView } from '../../../contract/session.ts';

interface ConsentProps {
  readonly session: SessionView;
  readonly onOtherWay: () => void;
}

/** The exam, and all that is recorded of it, before anything is. */
export function Consent({ session, onOtherWay }: ConsentProps): ReactElement {
  const { t } = useTranslation();
  const bridge = useBridge();
  const { busy, problem, act } = useAction();
  return (
    <Screen
      title={t('session.title')}
      lead={t('session.lead')}
      width="wide"
      problem={problem}
      leave={<LeaveBeforeStart session={session} />}
      hint={t('session.consent.question')}
      secondary={
        <Button isDisabled={busy} onPress={onOtherWay}>
          {t('session.consent.other')}
        </Button>
      }
      primary={
        <Button
          look="primary"
          iconEnd={<ArrowRight className="mirrored" aria-hidden />}
          busy={busy}
          aria-describedby="ways-hint"
          onPress={() => act(() => bridge.ask('session.consent', undefined))}
        >
          {t('session.consent.agree')}
        </Button>
      }
    >
      <div className="two-columns two-columns-lean">
        <ExamFacts session={session} />
        <Recorded session={session} />
      </div>
    </Screen>
  );
}
