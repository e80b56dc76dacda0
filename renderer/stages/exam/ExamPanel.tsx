import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Chat } from '../../desk/Chat.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { RuleList } from '../setup/RuleList.tsx';
import { HelpPanel } from './HelpPanel.tsx';
import type { ReactElement } from 'react';
import type { SessionView } from '../../../contract/session.ts';

/** Arithmetic is fetched when it is first asked for: most exams never do. */
const Calculator = lazy(async () => {
  const { Calculator: component } = await import('./calculator/Calculator.tsx');
  return { default: component };
});

export type PanelName = 'calculator' | 'rules' | 'chat' | 'help';

interface ExamPanelProps {
  readonly name: PanelName;
  readonly session: SessionView;
  readonly onClose: () => void;
}

/** Beside the exam page, which makes room and stays in view. */
export function ExamPanel({ name, session, onClose }: ExamPanelProps): ReactElement {
  const { t } = useTranslation();
  const titles = {
    calculator: t('exam.calculatorPanel'),
    rules: t('exam.rulesPanel'),
    chat: t(session.proctoring === 'online' ? 'desk.chat.title' : 'desk.chat.titleAnswer'),
    help: t('exam.helpPanel.title'),
  };
  return (
    <SidePanel title={titles[name]} closeWords={t('action.hidePanel')} onClose={onClose}>
      {name === 'rules' && <RuleList session={session} />}
      {name === 'chat' && <Chat desk={session.desk} />}
      {name === 'help' && <HelpPanel session={session} />}
      {name === 'calculator' && session.calculator !== 'off' && (
        <Suspense>
          <Calculator kind={session.calculator} />
        </Suspense>
      )}
    </SidePanel>
  );
}
