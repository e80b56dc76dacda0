import { Ban, Circle, CircleAlert, CircleCheck, CircleDot, CircleHelp, Minus } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';

export type RowLook =
  'waiting' | 'running' | 'asking' | 'good' | 'note' | 'bad' | 'none' | 'broken';

const ICONS = {
  waiting: Circle,
  running: CircleDot,
  asking: CircleHelp,
  good: CircleCheck,
  note: CircleAlert,
  bad: CircleAlert,
  none: Minus,
  broken: Ban,
} as const;

interface CheckRowProps {
  readonly title: string;
  readonly look: RowLook;
  /** The state in words. */
  readonly state: string;
  /** What to do, why, and the way to check again; under the row. */
  readonly children?: ReactNode;
}

/** One thing that is checked: its name, its state in shape, words and colour, and what to do. */
export function CheckRow({ title, look, state, children }: CheckRowProps): ReactElement {
  const Icon = ICONS[look];
  return (
    <li className={`check check-${look}`}>
      <div className="check-line">
        <Icon className={look === 'running' ? 'check-icon breathing' : 'check-icon'} aria-hidden />
        <span className="check-title">{title}</span>
        <span className="check-state">{state}</span>
      </div>
      {children !== undefined && <div className="check-more">{children}</div>}
    </li>
  );
}
