import { CornerUpLeft, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../action.ts';
import { useBridge } from '../bridge.ts';
import { Screen } from '../shell/Screen.tsx';
import { useSituation } from '../store.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { Progress } from '../ui/Meter.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Reopened } from './finish/Reopened.tsx';
import type { ReactElement } from 'react';
import type { DeskNote } from '../../contract/desk.ts';
import type { JourneyAt } from '../../contract/journey.ts';

const NEXT = ['next1', 'next2', 'next3'] as const;

/** The end, and the way back in where staff have opened the exam again. */
export function Finish({ journey }: { readonly journey: JourneyAt<'finish'> }): ReactElement {
  const { reopened } = journey;
  return reopened === undefined ? <End journey={journey} /> : <Reopened reopened={reopened} />;
}

/** What is still being sent, what happens next, and the way back to the course. */
function End({ journey }: { readonly journey: JourneyAt<'finish'> }): ReactElement {
  const { t } = useTranslation();
  const bridge = useBridge();
  const { busy, problem, act } = useAction();
  const { unsent, returnUrl, by, session } = journey;
  const ended = by === 'staff' ? session.desk.notes.findLast(isEnding) : undefined;
  const close = () => act(() => bridge.ask('finish.close', undefined));
  return (
    <Screen
      title={t(by === 'checked' ? 'finish.checked.title' : 'finish.title')}
      lead={t(ended === undefined ? `finish.by.${by}` : 'desk.ended.lead')}
      problem={problem}
      hint={unsent > 0 && t('finish.closeEarly')}
      secondary={
        returnUrl !== undefined && (
          <Button icon={<X aria-hidden />} isDisabled={busy} onPress={close}>
            {t('finish.close')}
          </Button>
        )
      }
      primary={
        returnUrl === undefined ? (
          <Button look="primary" icon={<X aria-hidden />} busy={busy} onPress={close}>
            {t('finish.close')}
          </Button>
        ) : (
          <Button
            look="primary"
            icon={<CornerUpLeft className="mirrored" aria-hidden />}
            busy={busy}
            onPress={() => act(() => bridge.ask('finish.return', undefined))}
          >
            {t('finish.return')}
          </Button>
        )
      }
    >
      {ended !== undefined && ended.words !== '' && (
        <Panel look="raised" title={t('desk.ended.words')}>
          <blockquote className="staff-words">
            <bdi>{ended.words}</bdi>
          </blockquote>
        </Panel>
      )}
      <Sending unsent={unsent} />
      <Panel title={t('finish.next')}>
        <ul className="plain-list">
          {NEXT.map((line) => (
            <li key={line}>{t(by === 'checked' ? `finish.checked.${line}` : `finish.${line}`)}</li>
          ))}
        </ul>
      </Panel>
    </Screen>
  );
}

function isEnding({ kind }: DeskNote): boolean {
  return kind === 'ended';
}

/** How much of the record has arrived, of the most that was seen waiting. */
function Sending({ unsent }: { readonly unsent: number }): ReactElement {
  const { t } = useTranslation();
  const { online } = useSituation();
  const [most, setMost] = useState(unsent);
  if (unsent > most) setMost(unsent);
  if (unsent === 0) return <Banner tone="good" title={t('finish.sent')} />;
  return (
    <Panel look="raised">
      <Progress
        label={t('finish.sendingLabel')}
        value={most === 0 ? 1 : (most - unsent) / most}
        words={t('finish.sending', { count: unsent })}
      />
      <p className="quiet">{online ? t('finish.sendingText') : t('finish.sendingOffline')}</p>
    </Panel>
  );
}
