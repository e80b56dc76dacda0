import { ArrowRight, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../action.ts';
import { useBridge } from '../../bridge.ts';
import { Screen } from '../../shell/Screen.tsx';
import { sayTime } from '../../text/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import type { ReactElement } from 'react';
import type { JourneyAt } from '../../../contract/journey.ts';

type Reopening = NonNullable<JourneyAt<'finish'>['reopened']>;

/** Staff have opened the exam again: until when, what comes, and the way on. */
export function Reopened({ reopened }: { readonly reopened: Reopening }): ReactElement {
  const { t, i18n } = useTranslation();
  const bridge = useBridge();
  const { busy, problem, act } = useAction();
  const what = reopened.startedAt === undefined ? 'begins' : 'goesOn';
  const time = sayTime(reopened.endsAt, i18n.language);
  return (
    <Screen
      title={t('finish.reopened.title')}
      lead={t(`finish.reopened.lead.${what}`, { time })}
      problem={problem}
      hint={t('finish.reopened.hint')}
      secondary={
        <Button
          icon={<X aria-hidden />}
          isDisabled={busy}
          onPress={() => act(() => bridge.ask('finish.close', undefined))}
        >
          {t('finish.close')}
        </Button>
      }
      primary={
        <Button
          look="primary"
          icon={<ArrowRight className="mirrored" aria-hidden />}
          busy={busy}
          onPress={() => act(() => bridge.ask('finish.takeUp', undefined))}
        >
          {t('finish.reopened.goOn')}
        </Button>
      }
    >
      <Panel title={t('finish.reopened.next')}>
        <ul className="plain-list">
          <li>{t(`finish.reopened.${what}1`)}</li>
          <li>{t(`finish.reopened.${what}2`)}</li>
        </ul>
      </Panel>
    </Screen>
  );
}
