import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ForeignPage } from '../../shell/ForeignPage.tsx';
import { useSituation } from '../../store.ts';
import { BreakScreen } from './BreakScreen.tsx';
import { CoverScreen } from './CoverScreen.tsx';
import { LockScreen } from './LockScreen.tsx';
import { PageAsks } from './PageAsks.tsx';
import { PageState } from './PageState.tsx';
import type { ReactElement } from 'react';
import type { JourneyAt } from '../../../contract/journey.ts';

interface PageAreaProps {
  readonly journey: JourneyAt<'exam'>;
  /** A dialog is open: the exam page would lie over it. */
  readonly asking: boolean;
  /** The candidate wants to write to staff. */
  readonly onAnswer: () => void;
}

/** The exam page, or what has to be seen in its place. Hiding it never touches what is typed in it. */
export function PageArea({ journey, asking, onAnswer }: PageAreaProps): ReactElement {
  const { t } = useTranslation();
  const { page, phase, covers, session } = journey;
  const there = useIsThere(page);
  const cover = covers[0];
  const { question } = useSituation();
  const { lock } = session.desk;
  if (lock !== undefined) return <LockScreen key={lock.id} lock={lock} onAnswer={onAnswer} />;
  if (cover !== undefined) {
    return <CoverScreen key={cover.reason} cover={cover} session={session} />;
  }
  if (phase === 'break') return <BreakScreen session={session} />;
  if (question !== null && !asking) return <PageAsks key={question.id} question={question} />;
  return (
    <ForeignPage label={t('exam.page')} shown={there && !asking}>
      {asking ? <p className="quiet">{t('exam.hidden')}</p> : !there && <PageState page={page} />}
    </ForeignPage>
  );
}

/**
 * Whether there is a page to be seen. Its first loading shows what is waited for; later ones leave the
 * page in view, as every page of a quiz is loaded anew.
 */
function useIsThere(page: JourneyAt<'exam'>['page']): boolean {
  const [there, setThere] = useState(page === 'shown' || page === 'unresponsive');
  const gone = page === 'crashed' || page === 'unreachable';
  if (page === 'shown' && !there) setThere(true);
  if (gone && there) setThere(false);
  return gone ? false : there || page === 'shown';
}
