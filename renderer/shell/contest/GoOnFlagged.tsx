import { Flag } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../action.ts';
import { useBridge } from '../../bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ProblemBanner } from '../ProblemBanner.tsx';
import type { ReactElement } from 'react';
import type { ContestableStep } from '../../../contract/contest.ts';

/** On in spite of a verdict, flagged for review; asked once more, in plain words. */
export function GoOnFlagged({ step }: { readonly step: ContestableStep }): ReactElement {
  const { t } = useTranslation();
  const bridge = useBridge();
  const { busy, problem, act } = useAction();
  const [asking, setAsking] = useState(false);
  const stay = () => setAsking(false);
  return (
    <>
      <div>
        <Button icon={<Flag aria-hidden />} onPress={() => setAsking(true)}>
          {t('contest.goOn')}
        </Button>
      </div>
      <Dialog
        open={asking}
        title={t('contest.dialog.title')}
        onClose={stay}
        actions={
          <>
            <Button autoFocus onPress={stay}>
              {t('contest.dialog.stay')}
            </Button>
            <Button
              look="primary"
              icon={<Flag aria-hidden />}
              busy={busy}
              onPress={() => act(() => bridge.ask('contest.goOn', step))}
            >
              {t('contest.dialog.action')}
            </Button>
          </>
        }
      >
        <p>{t('contest.dialog.text')}</p>
        <p>{t('contest.dialog.lasting')}</p>
        <ProblemBanner problem={problem} />
      </Dialog>
    </>
  );
}
