import {
  Camera,
  Eye,
  IdCard,
  Laptop,
  Lock,
  Mic,
  MonitorUp,
  UserRound,
  VideoOff,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { setupSteps } from '../../../contract/session.ts';
import { Panel } from '../../ui/Panel.tsx';
import type { ReactElement, ReactNode } from 'react';
import type { SessionView } from '../../../contract/session.ts';

/** What leaves this computer and why, who looks at it, and what the computer will do meanwhile. */
export function Recorded({ session }: { readonly session: SessionView }): ReactElement {
  const { t } = useTranslation();
  const { camera, microphone, screen } = session.records;
  const steps = setupSteps(session);
  const recordsNothing = !camera && !microphone && !screen;
  return (
    <Panel title={t('session.records.title')} look="raised">
      <ul className="reasons reasons-pairs">
        {recordsNothing && (
          <Item
            icon={<VideoOff aria-hidden />}
            what={t('session.records.nothing')}
            why={t('session.records.nothingWhy')}
          />
        )}
        {camera && (
          <Item
            icon={<Camera aria-hidden />}
            what={t('session.records.camera')}
            why={t('session.records.cameraWhy')}
          />
        )}
        {microphone && (
          <Item
            icon={<Mic aria-hidden />}
            what={t('session.records.microphone')}
            why={t('session.records.microphoneWhy')}
          />
        )}
        {screen && (
          <Item
            icon={<MonitorUp aria-hidden />}
            what={t('session.records.screen')}
            why={t('session.records.screenWhy')}
          />
        )}
        {steps.includes('face') && (
          <Item
            icon={<UserRound aria-hidden />}
            what={t('session.records.face')}
            why={t('session.records.faceWhy')}
          />
        )}
        {steps.includes('passport') && (
          <Item
            icon={<IdCard aria-hidden />}
            what={t('session.records.passport')}
            why={t('session.records.passportWhy')}
          />
        )}
        <Item
          wide
          icon={<Laptop aria-hidden />}
          what={t('session.records.computer')}
          why={t('session.records.computerWhy')}
        />
        <Item
          wide
          icon={<Eye aria-hidden />}
          what={t('session.seen.title')}
          why={t(`session.seen.${session.proctoring}`)}
        />
        <Item
          wide
          icon={<Lock aria-hidden />}
          what={t('session.level.title')}
          why={`${t(`session.level.${session.level}`)} ${t('session.level.after')}`}
        />
      </ul>
    </Panel>
  );
}

interface ItemProps {
  readonly icon: ReactNode;
  readonly what: string;
  readonly why: string;
  readonly wide?: boolean;
}

function Item({ icon, what, why, wide = false }: ItemProps): ReactElement {
  return (
    <li className={wide ? 'reason reason-wide' : 'reason'}>
      {icon}
      <div>
        <strong>{what}</strong>
        <span className="note">{why}</span>
      </div>
    </li>
  );
}
