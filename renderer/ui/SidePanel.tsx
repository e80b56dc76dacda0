import { X } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { Button } from './Button.tsx';
import type { ReactElement, ReactNode } from 'react';

interface SidePanelProps {
  readonly title: string;
  readonly closeWords: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Something beside the main thing, which stays in view. Takes the focus when it opens. */
export function SidePanel({ title, closeWords, onClose, children }: SidePanelProps): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useEffect(() => heading.current?.focus(), [title]);
  return (
    <aside
      className="side"
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <div className="side-head">
        <h2 id={id} ref={heading} tabIndex={-1} className="side-title">
          {title}
        </h2>
        <Button look="quiet" aria-label={closeWords} icon={<X aria-hidden />} onPress={onClose} />
      </div>
      <div className="side-body" tabIndex={-1}>
        {children}
      </div>
    </aside>
  );
}
