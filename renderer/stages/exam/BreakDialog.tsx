import { Coffee } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../action.ts';
import { useBridge } from '../../bridge.ts';
import { ProblemBanner } from '../../shell/ProblemBanner.tsx';
import { sayLength } from '../../text/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import type { ReactElement } from 'react';
import type { SessionView } from '../../../contract/session.ts';

interface BreakDialogProps {
  readonly session: SessionView;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** "Take a break?", with what goes on meanwhile. */
export function BreakDialog({ session, open, onClose }: BreakDialogProps): ReactElement {
  const { t } = useTranslation();
  const bridge = useBridge();
  const { busy, problem, act } = useAction();
  const total = sayLength(t, session.accommodations.breakMinutes);
  const begin = () =>
    act(async () => {
      await bridge.ask('exam.break', true);
      onClose();
    });
  return (
    <Dialog
      open={open}
      title={t('exam.startBreak.title')}
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {t('exam.leaveDialog.stay')}
          </Button>
          <Button look="primary" icon={<Coffee aria-hidden />} busy={busy} onPress={begin}>
            {t('exam.startBreak.action')}
          </Button>
        </>
      }
    >
      <p>{t('exam.startBreak.text', { length: total })}</p>
      <ProblemBanner problem={problem} />
    </Dialog>
  );
}
