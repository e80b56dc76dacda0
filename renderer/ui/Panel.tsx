import { useId } from 'react';
import type { ReactElement, ReactNode } from 'react';

interface PanelProps {
  readonly title?: string;
  readonly icon?: ReactNode;
  readonly look?: 'plain' | 'raised' | 'sunken';
  readonly children: ReactNode;
}

/** A part of a screen that belongs together, named by its heading. */
export function Panel({ title, icon, look = 'plain', children }: PanelProps): ReactElement {
  const heading = useId();
  return (
    <section
      className={`panel panel-${look}`}
      aria-labelledby={title === undefined ? undefined : heading}
    >
      {title !== undefined && (
        <h2 id={heading} className="panel-title">
          {icon}
          {title}
        </h2>
      )}
      {children}
    </section>
  );
}
