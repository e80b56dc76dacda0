import {
  BookText,
  Calculator,
  CircleHelp,
  Coffee,
  Flag,
  LogOut,
  Wifi,
  WifiOff,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { mayWriteToStaff } from '../../../contract/desk.ts';
import { useSituation } from '../../store.ts';
import { Button } from '../../ui/Button.tsx';
import { BarMessage } from './BarMessage.tsx';
import { ChatButton } from './ChatButton.tsx';
import { ExamTime } from './ExamTime.tsx';
import type { ReactElement, ReactNode } from 'react';
import type { JourneyAt } from '../../../contract/journey.ts';
import type { Question } from '../Exam.tsx';
import type { PanelName } from './ExamPanel.tsx';

interface ExamBarProps {
  readonly journey: JourneyAt<'exam'>;
  readonly panel: PanelName | null;
  readonly onPanel: (name: PanelName) => void;
  readonly onQuestion: (question: Question) => void;
}

/** Time, connection, what just happened, and everything else one press away. */
export function ExamBar({ journey, panel, onPanel, onQuestion }: ExamBarProps): ReactElement {
  const { t } = useTranslation();
  const { session, phase } = journey;
  const panelButton = (name: PanelName, icon: ReactNode, words: string) => (
    <Button
      look="bar"
      icon={icon}
      aria-label={words}
      aria-expanded={panel === name}
      onPress={() => onPanel(name)}
    >
      {words}
    </Button>
  );
  return (
    <header className="bar" aria-label={t('exam.bar')}>
      <ExamTime journey={journey} />
      <Connection />
      <BarMessage journey={journey} />
      <div
        className="bar-buttons"
        role="group"
        aria-label={t('exam.bar')}
        data-many={mayWriteToStaff(session.proctoring, session.desk) || undefined}
      >
        {session.calculator !== 'off' &&
          panelButton('calculator', <Calculator aria-hidden />, t('exam.calculator'))}
        {panelButton('rules', <BookText aria-hidden />, t('exam.rules'))}
        {mayWriteToStaff(session.proctoring, session.desk) && (
          <ChatButton
            desk={session.desk}
            isOpen={panel === 'chat'}
            onPress={() => onPanel('chat')}
          />
        )}
        {panelButton('help', <CircleHelp aria-hidden />, t('exam.help'))}
        {session.accommodations.breakMinutes > 0 && phase === 'running' && (
          <Button
            look="bar"
            icon={<Coffee aria-hidden />}
            aria-label={t('exam.break')}
            onPress={() => onQuestion('break')}
          >
            {t('exam.break')}
          </Button>
        )}
        <Button
          look="bar"
          icon={<LogOut className="mirrored" aria-hidden />}
          aria-label={t('exam.leaveDialog.action')}
          onPress={() => onQuestion('leave')}
        >
          {t('exam.leave')}
        </Button>
        <Button
          look="bar"
          data-strong
          icon={<Flag aria-hidden />}
          aria-label={t('exam.finish')}
          onPress={() => onQuestion('finish')}
        >
          {t('exam.finish')}
        </Button>
      </div>
    </header>
  );
}

/** Whether the institution's server answers. */
function Connection(): ReactElement {
  const { t } = useTranslation();
  const { online } = useSituation();
  const words = online ? t('exam.online') : t('exam.offline');
  return (
    <p className={online ? 'connection' : 'connection connection-lost'}>
      {online ? <Wifi aria-hidden /> : <WifiOff aria-hidden />}
      <span>{words}</span>
    </p>
  );
}
