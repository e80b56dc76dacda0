import { ArrowRight, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../action.ts';
import { useBridge } from '../../bridge.ts';
import { ForeignPage } from '../../shell/ForeignPage.tsx';
import { LeaveBeforeStart } from '../../shell/LeaveBeforeStart.tsx';
import { Screen } from '../../shell/Screen.tsx';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { StepProgress } from './StepProgress.tsx';
import type { ReactElement } from 'react';
import type { SessionView } from '../../../contract/session.ts';

/** The institution's terms, shown by main in the place kept free for them, and accepted here. */
export function AgreementStep({ session }: { readonly session: SessionView }): ReactElement {
  const { t } = useTranslation();
  const bridge = useBridge();
  const { busy, problem, act } = useAction();
  const [accepted, setAccepted] = useState(false);
  const [asking, setAsking] = useState(false);
  return (
    <Screen
      title={t('setup.agreement.title')}
      width="full"
      problem={problem}
      leave={<LeaveBeforeStart session={session} onAsking={setAsking} />}
      hint={
        accepted ? (
          <StepProgress session={session} step="agreement" />
        ) : (
          t('setup.agreement.acceptFirst')
        )
      }
      primary={
        <Button
          look="primary"
          iconEnd={<ArrowRight className="mirrored" aria-hidden />}
          isDisabled={!accepted}
          busy={busy}
          aria-describedby="ways-hint"
          onPress={() => act(() => bridge.ask('setup.done', 'agreement'))}
        >
          {t('setup.agreement.done')}
        </Button>
      }
    >
      <ForeignPage label={t('setup.agreement.page')} shown={!asking} />
      <div className="agreement-line">
        <Checkbox checked={accepted} onChange={setAccepted}>
          {t('setup.agreement.accept')}
        </Checkbox>
        <Button
          look="quiet"
          icon={<RotateCw aria-hidden />}
          isDisabled={busy}
          onPress={() => act(() => bridge.ask('exam.reload', undefined))}
        >
          {t('setup.agreement.reload')}
        </Button>
      </div>
    </Screen>
  );
}
