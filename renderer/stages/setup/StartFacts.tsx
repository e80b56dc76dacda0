import { CalendarClock, Clock, Lock, Radio, UserRoundCheck, WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { sayLength, sayMomentAfter } from '../../text/format.ts';
import { useNow } from '../../time.ts';
import { Panel } from '../../ui/Panel.tsx';
import type { ReactElement } from 'react';
import type { SessionView } from '../../../contract/session.ts';

/** What pressing the button sets going, at this exam's level. */
export function StartFacts({ session }: { readonly session: SessionView }): ReactElement {
  const { t, i18n } = useTranslation();
  const now = useNow(30_000);
  const { records } = session;
  const recorded = (['camera', 'microphone', 'screen'] as const).filter((name) => records[name]);
  const what = new Intl.ListFormat(i18n.language).format(
    recorded.map((name) => t(`setup.start.${name}`)),
  );
  const minutes = session.durationMinutes + session.accommodations.extraMinutes;
  return (
    <Panel look="raised">
      <ul className="reasons">
        {now < session.startsAt && (
          <li className="reason">
            <CalendarClock aria-hidden />
            <strong>
              {t('setup.start.opensAt', {
                time: sayMomentAfter(now, session.startsAt, i18n.language),
              })}
            </strong>
          </li>
        )}
        <li className="reason">
          <Clock aria-hidden />
          <div>
            <strong>{t('setup.start.time', { length: sayLength(t, minutes) })}</strong>
            <span className="note">
              {t('setup.start.latest', {
                time: sayMomentAfter(now, session.endsAt, i18n.language),
              })}
            </span>
          </div>
        </li>
        <li className="reason">
          <Lock aria-hidden />
          <div>{t(`session.level.${session.level}`)}</div>
        </li>
        <li className="reason">
          <Radio aria-hidden />
          <div>
            {recorded.length === 0
              ? t('setup.start.noRecording')
              : t('setup.start.recording', { what })}
          </div>
        </li>
        {session.proctoring === 'online' && (
          <li className="reason">
            <UserRoundCheck aria-hidden />
            <div>{t('setup.start.online')}</div>
          </li>
        )}
        <li className="reason">
          <WifiOff aria-hidden />
          <div>
            {t('setup.start.gone')}
            <span className="note">
              {t('setup.start.back', { length: sayLength(t, session.reconnectMinutes) })}
            </span>
          </div>
        </li>
      </ul>
    </Panel>
  );
}
