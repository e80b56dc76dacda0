import { useTranslation } from 'react-i18next';
import { Banner } from '../ui/Banner.tsx';
import type { ReactElement } from 'react';
import type { Problem } from '../action.ts';

/** Why the last request was refused, beside the button that asked: what to do first. */
export function ProblemBanner({
  problem,
}: {
  readonly problem: Problem | null;
}): ReactElement | null {
  const { t } = useTranslation();
  if (problem === null) return null;
  if (problem.reason === undefined) {
    return (
      <Banner tone="bad" urgent title={t('common.failedTitle')}>
        <p>{t('common.failedText')}</p>
        <p className="quiet">{t('common.failedDetail', { message: problem.message })}</p>
      </Banner>
    );
  }
  return (
    <Banner tone="bad" urgent title={t(`reason.${problem.reason}.title`)}>
      <p>{t(`reason.${problem.reason}.wayOut`)}</p>
      <p className="quiet">
        {t(`reason.${problem.reason}.sentence`)} <Code reason={problem.reason} />
      </p>
    </Banner>
  );
}

/** A reason code, small, for whoever helps. */
export function Code({ reason }: { readonly reason: string }): ReactElement {
  const { t } = useTranslation();
  return (
    <span className="code" title={t('common.codeHint')}>
      {t('common.code')}{' '}
      <code dir="ltr" translate="no">
        {reason}
      </code>
    </span>
  );
}
