import { Flag } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../action.ts';
import { useBridge } from '../../bridge.ts';
import { ProblemBanner } from '../../shell/ProblemBanner.tsx';
import { sayLength } from '../../text/format.ts';
import { useNow } from '../../time.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import type { ReactElement } from 'react';
import type { JourneyAt } from '../../../contract/journey.ts';

interface FinishExamDialogProps {
  readonly journey: JourneyAt<'exam'>;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** "Finish the exam?": what it means, and how much time is left. */
export function FinishExamDialog({ journey, open, onClose }: FinishExamDialogProps): ReactElement {
  const { t } = useTranslation();
  const bridge = useBridge();
  const { busy, problem, act } = useAction();
  const left = Math.floor((journey.endsAt - useNow(10_000)) / 60_000);
  return (
    <Dialog
      open={open}
      title={t('exam.finishDialog.title')}
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {t('exam.finishDialog.stay')}
          </Button>
          <Button
            look="primary"
            icon={<Flag aria-hidden />}
            busy={busy}
            onPress={() => act(() => bridge.ask('exam.finish', undefined))}
          >
            {t('exam.finishDialog.action')}
          </Button>
        </>
      }
    >
      <p>{t('exam.finishDialog.text')}</p>
      {left > 0 && (
        <p>
          <strong>{t('exam.finishDialog.left', { length: sayLength(t, left) })}</strong>
        </p>
      )}
      <ProblemBanner problem={problem} />
    </Dialog>
  );
}
