import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../action.ts';
import { useBridge } from '../bridge.ts';
import { sayMoment } from '../text/format.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { ProblemBanner } from './ProblemBanner.tsx';
import type { ReactElement } from 'react';
import type { SessionView } from '../../contract/session.ts';

interface LeaveBeforeStartProps {
  readonly session: SessionView;
  /** Told while the question is open: a foreign page must not lie over it. */
  readonly onAsking?: (asking: boolean) => void;
}

/** The way out before the exam has started, with what leaving means. */
export function LeaveBeforeStart({ session, onAsking }: LeaveBeforeStartProps): ReactElement {
  const { t, i18n } = useTranslation();
  const bridge = useBridge();
  const { busy, problem, act } = useAction();
  const [asking, setAsking] = useState(false);
  const ask = (wanted: boolean) => {
    setAsking(wanted);
    onAsking?.(wanted);
  };
  return (
    <>
      <Button
        look="quiet"
        icon={<LogOut className="mirrored" aria-hidden />}
        onPress={() => ask(true)}
      >
        {t('setup.leave')}
      </Button>
      <Dialog
        open={asking}
        title={t('leaveSetup.title')}
        onClose={() => ask(false)}
        actions={
          <>
            <Button autoFocus onPress={() => ask(false)}>
              {t('leaveSetup.stay')}
            </Button>
            <Button
              look="primary"
              busy={busy}
              onPress={() => act(() => bridge.ask('setup.leave', undefined))}
            >
              {t('leaveSetup.leave')}
            </Button>
          </>
        }
      >
        <p>{t('leaveSetup.text', { until: sayMoment(session.endsAt, i18n.language) })}</p>
        <ProblemBanner problem={problem} />
      </Dialog>
    </>
  );
}
