import { LoaderCircle } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';

/** What is waited for, and how long it usually takes. Turns only where motion is welcome. */
export function Waiting({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <p className="waiting" role="status">
      <LoaderCircle className="turning" aria-hidden />
      <span>{children}</span>
    </p>
  );
}
