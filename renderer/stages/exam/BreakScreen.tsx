import { Play } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../action.ts';
import { useBridge } from '../../bridge.ts';
import { ProblemBanner } from '../../shell/ProblemBanner.tsx';
import { sayLength } from '../../text/format.ts';
import { Button } from '../../ui/Button.tsx';
import type { ReactElement } from 'react';
import type { SessionView } from '../../../contract/session.ts';

/** The exam page rests under this until the candidate is back. */
export function BreakScreen({ session }: { readonly session: SessionView }): ReactElement {
  const { t } = useTranslation();
  const bridge = useBridge();
  const { busy, problem, act } = useAction();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const total = sayLength(t, session.accommodations.breakMinutes);
  return (
    <div className="cover cover-calm">
      <div className="cover-column">
        <h2 ref={heading} tabIndex={-1} className="screen-title">
          {t('exam.onBreak.title')}
        </h2>
        <p className="screen-lead">{t('exam.onBreak.text')}</p>
        <p className="quiet">{t('exam.onBreak.total', { length: total })}</p>
      </div>
      <div className="cover-ways">
        <ProblemBanner problem={problem} />
        <Button
          look="primary"
          icon={<Play className="mirrored" aria-hidden />}
          busy={busy}
          onPress={() => act(() => bridge.ask('exam.break', false))}
        >
          {t('exam.onBreak.end')}
        </Button>
      </div>
    </div>
  );
}
