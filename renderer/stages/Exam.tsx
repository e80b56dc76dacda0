import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBridge } from '../bridge.ts';
import { unreadWarning, WarningDialog } from '../desk/WarningDialog.tsx';
import { BreakDialog } from './exam/BreakDialog.tsx';
import { ExamBar } from './exam/ExamBar.tsx';
import { FinishExamDialog } from './exam/FinishExamDialog.tsx';
import { LeaveExamDialog } from './exam/LeaveExamDialog.tsx';
import { PageArea } from './exam/PageArea.tsx';
import { ExamPanel } from './exam/ExamPanel.tsx';
import type { ReactElement } from 'react';
import type { JourneyAt } from '../../contract/journey.ts';
import type { PanelName } from './exam/ExamPanel.tsx';

/** A question that hides the exam page until it is answered. */
export type Question = 'finish' | 'leave' | 'break';

/** One slim bar, and all the rest for the exam page. */
export function Exam({ journey }: { readonly journey: JourneyAt<'exam'> }): ReactElement {
  const { t } = useTranslation();
  const bridge = useBridge();
  const heading = useRef<HTMLHeadingElement>(null);
  const [panel, setPanel] = useState<PanelName | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const { session } = journey;
  useEffect(() => {
    document.title = `${session.examName} · ${t('app.name')}`;
    heading.current?.focus();
  }, [session.examName, t]);
  useEffect(() => bridge.listen('leave.asked', () => setQuestion('leave')), [bridge]);
  const warning = unreadWarning(session.desk);
  const answered = () => setQuestion(null);
  return (
    <>
      <ExamBar
        journey={journey}
        panel={panel}
        onPanel={(name) => setPanel((open) => (open === name ? null : name))}
        onQuestion={setQuestion}
      />
      <main className={panel === null ? 'exam' : 'exam exam-with-panel'}>
        <h1 ref={heading} tabIndex={-1} className="unseen">
          {t('exam.title')}: {session.examName}
        </h1>
        <PageArea
          journey={journey}
          asking={question !== null || warning !== undefined}
          onAnswer={() => setPanel('chat')}
        />
        {panel !== null && (
          <ExamPanel name={panel} session={session} onClose={() => setPanel(null)} />
        )}
      </main>
      <FinishExamDialog journey={journey} open={question === 'finish'} onClose={answered} />
      <LeaveExamDialog session={session} open={question === 'leave'} onClose={answered} />
      {warning !== undefined && <WarningDialog key={warning.id} warning={warning} />}
      <BreakDialog session={session} open={question === 'break'} onClose={answered} />
    </>
  );
}
