import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../action.ts';
import { useBridge } from '../../bridge.ts';
import { Screen } from '../../shell/Screen.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import type { ReactElement } from 'react';

/** After this long (milliseconds) the wait is no longer the usual one. */
const UNUSUAL = 10_000;

/** A link is being redeemed: what is waited for, and a way to stop. */
export function Opening({ host }: { readonly host: string | undefined }): ReactElement {
  const { t } = useTranslation();
  const bridge = useBridge();
  const { busy, problem, act } = useAction();
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), UNUSUAL);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Screen
      title={t('link.opening.title')}
      problem={problem}
      leave={
        <Button
          look="quiet"
          isDisabled={busy}
          onPress={() => act(() => bridge.ask('link.confirm', false))}
        >
          {t('link.opening.stop')}
        </Button>
      }
    >
      <Waiting>
        {host === undefined ? t('link.opening.leadUnknown') : t('link.opening.lead', { host })}
      </Waiting>
      {long && <Banner tone="info">{t('link.opening.long')}</Banner>}
    </Screen>
  );
}
