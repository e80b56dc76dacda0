import type { Say } from './words.ts';

/** Writes moments in one language and one named time zone. */
export interface ZonedTimes {
  /** `Monday, 16 March 2026`. */
  day(at: number): string;
  /** `09:30`. */
  time(at: number): string;
  /** Day, time and the zone's name in full: nobody has to guess whose nine o'clock it is. */
  whole(at: number): string;
}

export function zonedTimes(say: Say, timeZone: string): ZonedTimes {
  const day = new Intl.DateTimeFormat(say.language, { dateStyle: 'full', timeZone });
  const time = new Intl.DateTimeFormat(say.language, {
    timeStyle: 'short',
    // 9:00 in the morning looks the same in every country.
    hourCycle: 'h23',
    timeZone,
  });
  const whole = new Intl.DateTimeFormat(say.language, {
    ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'long', timeZone },
  });
  return {
    day: (at) => day.format(at),
    time: (at) => time.format(at),
    whole: (at) => whole.format(at),
  };
}
