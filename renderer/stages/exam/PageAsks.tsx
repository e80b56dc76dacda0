import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../action.ts';
import { useBridge } from '../../bridge.ts';
import { ProblemBanner } from '../../shell/ProblemBanner.tsx';
import { Button } from '../../ui/Button.tsx';
import type { ReactElement } from 'react';
import type { PageQuestion } from '../../../contract/channels.ts';

/** What the exam page says or asks, in its place: the bar stays at hand however often it does. */
export function PageAsks({ question }: { readonly question: PageQuestion }): ReactElement {
  const { t } = useTranslation();
  const bridge = useBridge();
  const { busy, problem, act } = useAction();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const answer = (yes: boolean) => act(() => bridge.ask('page.answer', { id: question.id, yes }));
  return (
    <div className="cover cover-calm">
      <div className="cover-column" role="alert">
        <h2 ref={heading} tabIndex={-1} className="screen-title">
          {question.kind === 'alert' ? t('exam.asks.alert') : t('exam.asks.title')}
        </h2>
        <p className="screen-lead page-words">
          <bdi>{question.words}</bdi>
        </p>
        <p className="quiet">{t('exam.asks.text')}</p>
      </div>
      <div className="cover-ways">
        <ProblemBanner problem={problem} />
        <div className="cover-pair">
          {question.kind === 'confirm' && (
            <Button onPress={() => answer(false)}>{t('exam.asks.no')}</Button>
          )}
          <Button look="primary" busy={busy} onPress={() => answer(true)}>
            {t('exam.asks.yes')}
          </Button>
        </div>
      </div>
    </div>
  );
}
