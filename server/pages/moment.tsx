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
  return (
    <time dateTime={at.toISOString()} data-local={style}>
      {`${formatOf(say.language, style).format(at)} UTC`}
    </time>
  );
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Kept, since making one takes longer than a hundred uses of it. */
function formatOf(language: string, style: MomentStyle): Intl.DateTimeFormat {
  const key = `${language} ${style}`;
  const format =
    formats.get(key) ?? new Intl.DateTimeFormat(language, { ...STYLES[style], timeZone: 'UTC' });
  formats.set(key, format);
  return format;
}

/** Names the zone in which the moments of the page are shown. */
export function Zone(): ReactElement {
  return <span data-zone="">UTC</span>;
}
