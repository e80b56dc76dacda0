import type { ReactElement } from 'react';
import { Icon } from '../icons.tsx';
import type { Say } from '../words.ts';

interface BreadcrumbProps {
  readonly say: Say;
  /** The pages above this one, outermost first. */
  readonly steps: readonly { readonly href: string; readonly name: string }[];
}

export function Breadcrumb({ say, steps }: BreadcrumbProps): ReactElement {
  return (
    <nav className="breadcrumb" aria-label={say('staff.breadcrumb')}>
      <Icon name="back" />
      <ol>
        {steps.map(({ href, name }) => (
          <li key={href}>
            <a href={href}>
              <bdi>{name}</bdi>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
