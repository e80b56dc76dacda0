import { ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../action.ts';
import { useBridge } from '../../bridge.ts';
import { LeaveBeforeStart } from '../../shell/LeaveBeforeStart.tsx';
import { Screen } from '../../shell/Screen.tsx';
import { Button } from '../../ui/Button.tsx';
import { RuleList } from './RuleList.tsx';
import { StepProgress } from './StepProgress.tsx';
import type { ReactElement } from 'react';
import type { SessionView } from '../../../contract/session.ts';

/** The rules, to be read before the time runs. */
export function RulesStep({ session }: { readonly session: SessionView }): ReactElement {
  const { t } = useTranslation();
  const bridge = useBridge();
  const { busy, problem, act } = useAction();
  return (
    <Screen
      title={t('setup.rules.title')}
      lead={t('setup.rules.lead')}
      width="wide"
      problem={problem}
      leave={<LeaveBeforeStart session={session} />}
      hint={<StepProgress session={session} step="rules" />}
      primary={
        <Button
          look="primary"
          iconEnd={<ArrowRight className="mirrored" aria-hidden />}
          busy={busy}
          onPress={() => act(() => bridge.ask('setup.done', 'rules'))}
        >
          {t('setup.rules.done')}
        </Button>
      }
    >
      <RuleList session={session} />
    </Screen>
  );
}
