import type { ReactElement } from 'react';
import type { Say } from './words.ts';

/** How much of a moment is shown; `assets/localTimes.js` knows the same words. */
export type MomentStyle = 'day' | 'time' | 'short' | 'seconds';

const STYLES: Readonly<Record<MomentStyle, Intl.DateTimeFormatOptions>> = {
  day: { dateStyle: 'full', timeStyle: 'short' },
  time: { timeStyle: 'short' },
  short: { dateStyle: 'medium', timeStyle: 'short' },
  seconds: { dateStyle: 'medium', timeStyle: 'medium' },
};

interface MomentProps {
  readonly say: Say;
  readonly at: Date;
  readonly style?: MomentStyle;
}

/**
 * A moment. The server does not know the reader's zone, so it writes UTC and says so; the script then
 * writes the local time in its place.
 */
export function Moment({ say, at, style = 'short' }: MomentProps): ReactElement {
  const utc = new Intl.DateTimeFormat(say.language, { ...STYLES[style], timeZone: 'UTC' });
  return (
    <time dateTime={at.toISOString()} data-local={style}>
      {`${utc.format(at)} UTC`}
    </time>
  );
}

/** Names the zone in which the moments of the page are shown. */
export function Zone(): ReactElement {
  return <span data-zone="">UTC</span>;
}
