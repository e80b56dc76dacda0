import { useTranslation } from 'react-i18next';
import { Panel } from '../ui/Panel.tsx';
import type { ReactElement, ReactNode } from 'react';
import type { Reason } from '../../contract/reasons.ts';
import type { SessionView } from '../../contract/session.ts';

interface WhoToAskProps {
  readonly reason: Reason;
  /** Absent before there is one. */
  readonly session: SessionView | undefined;
  readonly children?: ReactNode;
}

/** Whom to call, and what they will want to know. */
export function WhoToAsk({ reason, session, children }: WhoToAskProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Panel title={t('blocked.ask')}>
      <p>
        {session === undefined
          ? t('blocked.askNobody', { code: reason })
          : t('blocked.askText', { institution: session.accountName, code: reason })}
      </p>
      {session !== undefined && (
        <p className="quiet">{t('blocked.session', { id: session.sessionId })}</p>
      )}
      {children}
    </Panel>
  );
}
