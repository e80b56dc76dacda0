import { CircleCheck, Info, OctagonAlert, TriangleAlert } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';

export type Tone = 'info' | 'good' | 'warn' | 'bad';

const ICONS = { info: Info, good: CircleCheck, warn: TriangleAlert, bad: OctagonAlert } as const;

interface BannerProps {
  readonly tone: Tone;
  /** What to do, or what is so; what went wrong belongs into the text. */
  readonly title?: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** Read out at once, for what the candidate has to know before going on. */
  readonly urgent?: boolean;
}

/** A message in its place, with a shape and words besides its colour. */
export function Banner({
  tone,
  title,
  children,
  action,
  urgent = false,
}: BannerProps): ReactElement {
  const Icon = ICONS[tone];
  return (
    <div className={`banner tone-${tone}`} role={urgent ? 'alert' : 'status'}>
      <Icon className="banner-icon" aria-hidden />
      <div className="banner-words">
        {title !== undefined && <p className="banner-title">{title}</p>}
        {children}
      </div>
      {action !== undefined && <div className="banner-action">{action}</div>}
    </div>
  );
}
