import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNotice } from '../notice.ts';
import { Banner } from '../ui/Banner.tsx';
import { ProblemBanner } from './ProblemBanner.tsx';
import type { ReactElement, ReactNode } from 'react';
import type { Problem } from '../action.ts';

interface ScreenProps {
  /** What this screen is for. Takes the focus when it changes, so that a screen reader begins there. */
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children?: ReactNode;
  /** A narrow column for one decision, a wide one for lists. `full` gives the page all the room. */
  readonly width?: 'narrow' | 'wide' | 'full';
  /** What the last request was refused with. */
  readonly problem?: Problem | null;
  /** Bottom left: the way out. */
  readonly leave?: ReactNode;
  /** Bottom: why the primary action waits, or what it will do. */
  readonly hint?: ReactNode;
  /** Bottom right: another way on, then the primary action, always the last. */
  readonly primary?: ReactNode;
  readonly secondary?: ReactNode;
}

/** One decision: its heading, what it needs to be made, and a bar with the ways on. */
export function Screen(props: ScreenProps): ReactElement {
  const {
    title,
    lead,
    children,
    width = 'narrow',
    problem,
    leave,
    hint,
    primary,
    secondary,
  } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const { t } = useTranslation();
  const notice = useNotice();
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`;
    heading.current?.focus();
    heading.current?.closest('main')?.scrollTo(0, 0);
  }, [title, t]);
  return (
    <>
      <main className="screen">
        <div className={`screen-column screen-${width}`}>
          <h1 ref={heading} tabIndex={-1} className="screen-title">
            {title}
          </h1>
          {lead !== undefined && <div className="screen-lead">{lead}</div>}
          {children}
        </div>
      </main>
      <footer className="ways">
        <ProblemBanner problem={problem ?? null} />
        {notice !== null && <Banner tone="info">{t(`notice.${notice.code}`)}</Banner>}
        <div className="ways-line">
          <div className="ways-out">{leave}</div>
          <div className="ways-hint" id="ways-hint">
            {hint}
          </div>
          <div className="ways-on">
            {secondary}
            {primary}
          </div>
        </div>
      </footer>
    </>
  );
}
