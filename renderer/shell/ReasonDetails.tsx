import { useTranslation } from 'react-i18next';
import { sayEvidence } from '../text/evidence.ts';
import { Panel } from '../ui/Panel.tsx';
import { Code } from './ProblemBanner.tsx';
import type { ReactElement, ReactNode } from 'react';
import type { Evidence } from '../../contract/check.ts';
import type { Reason } from '../../contract/reasons.ts';

interface ReasonDetailsProps {
  readonly reason: Reason;
  readonly evidence: readonly Evidence[];
  /** Stands beside the reason. */
  readonly children?: ReactNode;
  /** Stands under it. */
  readonly below?: ReactNode;
}

/** Why one is stopped: what to do first, then the reason, what it rests on, and its code. */
export function ReasonDetails(props: ReasonDetailsProps): ReactElement {
  const { reason, evidence, children, below } = props;
  const { t, i18n } = useTranslation();
  return (
    <>
      <Panel look="raised" title={t('common.whatToDo')}>
        <p className="lead">{t(`reason.${reason}.wayOut`)}</p>
      </Panel>
      <div className="two-columns">
        <div className="stack">
          <Panel title={t('common.why')}>
            <p>{t(`reason.${reason}.sentence`)}</p>
            {evidence.length > 0 && (
              <>
                <h3 className="evidence-title">{t('common.seen')}</h3>
                <ul className="evidence">
                  {evidence.map((fact, index) => (
                    <li key={`${fact.code}-${index}`}>{sayEvidence(i18n, fact)}</li>
                  ))}
                </ul>
              </>
            )}
            <p>
              <Code reason={reason} />
            </p>
          </Panel>
          {below}
        </div>
        {children}
      </div>
    </>
  );
}
