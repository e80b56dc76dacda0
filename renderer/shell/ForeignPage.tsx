import { useRef } from 'react';
import { usePlace } from './usePlace.ts';
import type { ReactElement, ReactNode } from 'react';

interface ForeignPageProps {
  readonly label: string;
  /** False hides the page without touching its contents, because something of ours is in its place. */
  readonly shown: boolean;
  /** What is seen where the page is hidden. */
  readonly children?: ReactNode;
}

/** The place kept free for a page that is not ours; main lays it there, on top of this one. */
export function ForeignPage({ label, shown, children }: ForeignPageProps): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  usePlace(place, shown);
  return (
    <div ref={place} className="foreign" role="region" aria-label={label}>
      {children}
    </div>
  );
}
