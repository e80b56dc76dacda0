import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../action.ts';
import { useBridge } from '../../bridge.ts';
import { ProblemBanner } from '../../shell/ProblemBanner.tsx';
import { sayLength } from '../../text/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import type { ReactElement } from 'react';
import type { SessionView } from '../../../contract/session.ts';

interface LeaveExamDialogProps {
  readonly session: SessionView;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Leaving is deliberate: two presses, and what it costs said before the second. */
export function LeaveExamDialog({ session, open, onClose }: LeaveExamDialogProps): ReactElement {
  const { t } = useTranslation();
  const bridge = useBridge();
  const { busy, problem, act } = useAction();
  const [understood, setUnderstood] = useState(false);
  const close = () => {
    setUnderstood(false);
    onClose();
  };
  return (
    <Dialog
      open={open}
      title={t('exam.leaveDialog.title')}
      onClose={close}
      actions={
        <>
          <Button autoFocus onPress={close}>
            {t('exam.leaveDialog.stay')}
          </Button>
          <Button
            look="primary"
            icon={<LogOut className="mirrored" aria-hidden />}
            isDisabled={!understood}
            busy={busy}
            onPress={() => act(() => bridge.ask('exam.leave', undefined))}
          >
            {t('exam.leaveDialog.action')}
          </Button>
        </>
      }
    >
      <p>{t('exam.leaveDialog.text', { length: sayLength(t, session.reconnectMinutes) })}</p>
      <Checkbox checked={understood} onChange={setUnderstood}>
        {t('exam.leaveDialog.confirm')}
      </Checkbox>
      <ProblemBanner problem={problem} />
    </Dialog>
  );
}
