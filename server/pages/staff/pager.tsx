import type { ReactElement } from 'react';
import { Icon } from '../icons.tsx';
import type { Say } from '../words.ts';

interface PagerProps {
  readonly say: Say;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  readonly href: (page: number) => string;
}

/** The pages of a long list; nothing where there is but one. */
export function Pager({ say, page, pages, href }: PagerProps): ReactElement | null {
  if (pages <= 1) return null;
  return (
    <nav className="pager" aria-label={say('list.pages')}>
      <Step name="first" say={say} href={href(1)} off={page === 1} />
      <Step name="previous" say={say} href={href(page - 1)} off={page === 1} />
      <span aria-current="page">{say('list.page', { page, pages })}</span>
      <Step name="next" say={say} href={href(page + 1)} off={page === pages} />
      <Step name="last" say={say} href={href(pages)} off={page === pages} />
    </nav>
  );
}

interface StepProps {
  readonly say: Say;
  readonly name: 'first' | 'previous' | 'next' | 'last';
  readonly href: string;
  readonly off: boolean;
}

function Step({ say, name, href, off }: StepProps): ReactElement | null {
  if (off) return null;
  return (
    <a className="secondary" href={href} data-page="" data-focus-key={`page-${name}`}>
      {name === 'previous' && <Icon name="back" />}
      {say(`list.${name}`)}
      {name === 'next' && <Icon name="arrow" />}
    </a>
  );
}
