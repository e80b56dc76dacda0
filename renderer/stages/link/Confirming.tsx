import { ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../action.ts';
import { useBridge } from '../../bridge.ts';
import { Screen } from '../../shell/Screen.tsx';
import { Button } from '../../ui/Button.tsx';
import type { ReactElement } from 'react';

/** The server of a link that nobody vouches for but the candidate. */
export function Confirming({ host }: { readonly host: string }): ReactElement {
  const { t } = useTranslation();
  const bridge = useBridge();
  const { busy, problem, act } = useAction();
  return (
    <Screen
      title={t('link.confirming.title')}
      lead={t('link.confirming.lead')}
      problem={problem}
      secondary={
        <Button isDisabled={busy} onPress={() => act(() => bridge.ask('link.confirm', false))}>
          {t('link.confirming.no')}
        </Button>
      }
      primary={
        <Button
          look="primary"
          iconEnd={<ArrowRight className="mirrored" aria-hidden />}
          busy={busy}
          onPress={() => act(() => bridge.ask('link.confirm', true))}
        >
          {t('link.confirming.yes')}
        </Button>
      }
    >
      <p className="host">
        <span className="host-label">{t('link.confirming.label')}</span>
        <bdi className="host-name" dir="ltr" translate="no">
          {host}
        </bdi>
      </p>
      <p className="quiet">{t('link.confirming.hint')}</p>
    </Screen>
  );
}
