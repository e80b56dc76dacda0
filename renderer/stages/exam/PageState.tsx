import { RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../action.ts';
import { useBridge } from '../../bridge.ts';
import { Code, ProblemBanner } from '../../shell/ProblemBanner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import type { ReactElement } from 'react';
import type { JourneyAt } from '../../../contract/journey.ts';

/** Why the exam page is not there, and the way to have it back. */
export function PageState({ page }: { readonly page: JourneyAt<'exam'>['page'] }): ReactElement {
  const { t } = useTranslation();
  const bridge = useBridge();
  const { busy, problem, act } = useAction();
  if (page !== 'crashed' && page !== 'unreachable') {
    return (
      <div className="page-state">
        <h2>{t('exam.loading.title')}</h2>
        <Waiting>{t('exam.loading.text')}</Waiting>
      </div>
    );
  }
  return (
    <div className="page-state">
      <h2>
        {page === 'crashed' ? t('exam.crashed.title') : t('reason.exam_page_unreachable.title')}
      </h2>
      {page === 'crashed' ? (
        <p>{t('exam.crashed.text')}</p>
      ) : (
        <>
          <p>{t('reason.exam_page_unreachable.wayOut')}</p>
          <p className="quiet">
            {t('reason.exam_page_unreachable.sentence')} <Code reason="exam_page_unreachable" />
          </p>
        </>
      )}
      <ProblemBanner problem={problem} />
      <Button
        look="primary"
        icon={<RotateCw aria-hidden />}
        busy={busy}
        onPress={() => act(() => bridge.ask('exam.reload', undefined))}
      >
        {page === 'crashed' ? t('exam.crashed.action') : t('exam.unreachable.action')}
      </Button>
    </div>
  );
}
