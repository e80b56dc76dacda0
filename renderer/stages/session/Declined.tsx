import { Undo2, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../action.ts';
import { useBridge } from '../../bridge.ts';
import { Screen } from '../../shell/Screen.tsx';
import { sayMoment } from '../../text/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import type { ReactElement } from 'react';
import type { SessionView } from '../../../contract/session.ts';

interface DeclinedProps {
  readonly session: SessionView;
  /** The way back leads to the question, not to the words already sent. */
  readonly onBack: () => void;
}

/** The institution knows; nothing was recorded, and nothing is lost. */
export function Declined({ session, onBack }: DeclinedProps): ReactElement {
  const { t, i18n } = useTranslation();
  const bridge = useBridge();
  const { busy, problem, act } = useAction();
  const until = sayMoment(session.endsAt, i18n.language);
  return (
    <Screen
      title={t('session.declined.title')}
      lead={t('session.declined.lead', { until })}
      problem={problem}
      secondary={
        <Button
          icon={<Undo2 className="mirrored" aria-hidden />}
          isDisabled={busy}
          onPress={() => {
            onBack();
            act(() => bridge.ask('session.reconsider', undefined));
          }}
        >
          {t('session.declined.reconsider')}
        </Button>
      }
      primary={
        <Button
          look="primary"
          icon={<X aria-hidden />}
          busy={busy}
          onPress={() => act(() => bridge.ask('app.quit', undefined))}
        >
          {t('action.quit')}
        </Button>
      }
    >
      <Panel title={t('session.declined.next')}>
        <ul className="plain-list">
          <li>{t('session.declined.next1', { institution: session.accountName })}</li>
          <li>{t('session.declined.next2')}</li>
          <li>{t('session.declined.next3')}</li>
        </ul>
      </Panel>
    </Screen>
  );
}
