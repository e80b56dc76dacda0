import { CalendarClock, Laptop, UserRoundSearch } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Chat } from '../../desk/Chat.tsx';
import { LeaveBeforeStart } from '../../shell/LeaveBeforeStart.tsx';
import { Screen } from '../../shell/Screen.tsx';
import { useSituation } from '../../store.ts';
import { sayLength, sayTime } from '../../text/format.ts';
import { useNow } from '../../time.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { StepProgress } from './StepProgress.tsx';
import type { ReactElement } from 'react';
import type { SessionView } from '../../../contract/session.ts';

/** Everything is done but what a person decides: what is waited for, for how long, and what to keep doing. */
export function AdmissionStep({ session }: { readonly session: SessionView }): ReactElement {
  const { t } = useTranslation();
  const now = useNow(5_000);
  const { desk, unattended } = session;
  const since = desk.admission?.state === 'waiting' ? Date.parse(desk.admission.at) : undefined;
  const isAlone = since !== undefined && now - since > unattended.minutes * 60_000;
  const isLive = session.proctoring === 'online';
  return (
    <Screen
      title={t('desk.admission.title')}
      lead={t(isLive ? 'desk.admission.onlineLead' : 'desk.admission.identificationLead')}
      width="wide"
      leave={<LeaveBeforeStart session={session} />}
      hint={<StepProgress session={session} step="admission" />}
    >
      <WaitingFor since={since} />
      {isAlone && (
        <Banner tone="info" title={t('desk.admission.nobodyTitle')}>
          <p>
            {t(
              unattended.then === 'continue'
                ? 'desk.admission.nobodyContinue'
                : 'desk.admission.nobody',
            )}
          </p>
        </Banner>
      )}
      <div className={isLive ? 'two-columns' : 'stack'}>
        <Panel look="raised">
          <ul className="reasons">
            <li className="reason">
              <CalendarClock aria-hidden />
              <div>
                <strong>{t('desk.admission.timeTitle')}</strong>
                <span className="note">{t('desk.admission.time')}</span>
              </div>
            </li>
            <li className="reason">
              <Laptop aria-hidden />
              <div>
                <strong>{t('desk.admission.stayTitle')}</strong>
                <span className="note">
                  {t('desk.admission.stay', { length: sayLength(t, session.reconnectMinutes) })}
                </span>
              </div>
            </li>
          </ul>
        </Panel>
        {(isLive || desk.notes.length > 0) && (
          <Panel title={t('desk.chat.open')} icon={<UserRoundSearch aria-hidden />}>
            <Chat desk={desk} />
          </Panel>
        )}
      </div>
    </Screen>
  );
}

/** A component of its own: it alone changes with the network, and its words are read out when they do. */
function WaitingFor({ since }: { readonly since: number | undefined }): ReactElement {
  const { t, i18n } = useTranslation();
  const { online } = useSituation();
  if (!online) return <Banner tone="warn">{t('desk.admission.offline')}</Banner>;
  return (
    <Waiting>
      {since === undefined
        ? t('desk.admission.telling')
        : t('desk.admission.waiting', { time: sayTime(since, i18n.language) })}
    </Waiting>
  );
}
