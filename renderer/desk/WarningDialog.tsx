import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../action.ts';
import { useBridge } from '../bridge.ts';
import { ProblemBanner } from '../shell/ProblemBanner.tsx';
import { sayTime } from '../text/format.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useShown } from './useShown.ts';
import type { ReactElement } from 'react';
import type { Desk, DeskNote } from '../../contract/desk.ts';

/** The oldest warning that was not read yet. */
export function unreadWarning({ notes }: Desk): DeskNote | undefined {
  return notes.find(({ kind, shown }) => kind === 'warning' && !shown);
}

/** A proctor's warning over everything else, until the candidate says that they read it. */
export function WarningDialog({ warning }: { readonly warning: DeskNote }): ReactElement {
  const { t, i18n } = useTranslation();
  const bridge = useBridge();
  const { busy, problem, act } = useAction();
  useShown([warning], 'warning_shown');
  return (
    <Dialog
      open
      title={t('desk.warning.title')}
      // Only reading it closes it: Escape would be no sign that anybody did.
      onClose={() => undefined}
      actions={
        <Button
          autoFocus
          look="primary"
          busy={busy}
          icon={<Check aria-hidden />}
          onPress={() =>
            act(() => bridge.ask('desk.shown', { id: warning.id, what: 'warning_read' }))
          }
        >
          {t('desk.warning.read')}
        </Button>
      }
    >
      <blockquote className="staff-words">
        <bdi>{warning.words}</bdi>
      </blockquote>
      <p>{t('desk.warning.text')}</p>
      <p className="quiet">
        {t('desk.warning.at', { time: sayTime(Date.parse(warning.at), i18n.language) })}
      </p>
      <ProblemBanner problem={problem} />
    </Dialog>
  );
}
