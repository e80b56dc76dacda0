import { useTranslation } from 'react-i18next';
import { examClosesAt } from '../../../contract/time.ts';
import { useAction } from '../../action.ts';
import { useBridge } from '../../bridge.ts';
import { useSituation } from '../../store.ts';
import { sayLength, sayTime } from '../../text/format.ts';
import { useNow } from '../../time.ts';
import { Button } from '../../ui/Button.tsx';
import { useNotice } from '../../notice.ts';
import { warningAt } from './timeLeft.ts';
import type { TFunction } from 'i18next';
import type { ReactElement } from 'react';
import type { JourneyAt } from '../../../contract/journey.ts';

/** The one thing worth saying now, in a line of the bar; the weightiest wins. Read out politely. */
export function BarMessage({ journey }: { readonly journey: JourneyAt<'exam'> }): ReactElement {
  const { t, i18n } = useTranslation();
  const bridge = useBridge();
  const { busy, act } = useAction();
  const { online } = useSituation();
  const notice = useNotice();
  const warning = warningAt(journey.endsAt - useNow(1_000));
  const message = ((): { tone: 'info' | 'warn'; words: string } | null => {
    if (journey.phase === 'time_up') {
      return { tone: 'warn', words: timeUpWords(journey, t, i18n.language) };
    }
    if (journey.page === 'unresponsive') {
      return { tone: 'warn', words: t('exam.unresponsive.notice') };
    }
    if (!online) return { tone: 'warn', words: t('exam.offlineNotice') };
    if (warning !== undefined) {
      return { tone: 'info', words: t('exam.warning', { length: sayLength(t, warning) }) };
    }
    return notice === null ? null : { tone: 'info', words: t(`notice.${notice.code}`) };
  })();
  return (
    <div className="bar-message" role="status">
      {message !== null && <p className={`bar-words tone-${message.tone}`}>{message.words}</p>}
      {journey.page === 'unresponsive' && journey.phase !== 'time_up' && (
        <Button
          look="bar"
          data-strong
          busy={busy}
          onPress={() => act(() => bridge.ask('exam.reload', undefined))}
        >
          {t('exam.unresponsive.action')}
        </Button>
      )}
    </div>
  );
}

/** A time is named only where the exam ends by itself and the candidate could wait for it. */
function timeUpWords(journey: JourneyAt<'exam'>, t: TFunction, language: string): string {
  const { closing } = journey.session;
  if (closing.suspended === true || closing.longestMinutes !== undefined)
    return t('exam.timeUpOpenNotice');
  return t('exam.timeUpNotice', { time: sayTime(examClosesAt(journey, closing), language) });
}
