import type { ReactElement } from 'react';
import type { BookingPageView } from './bookingPage.tsx';
import type { Say } from './words.ts';
import { zonedTimes } from './zonedTimes.ts';

interface CalendarProps {
  readonly say: Say;
  readonly view: BookingPageView;
}

/** The free times, a day after the other; each is a button that says its whole date to a screen reader. */
export function BookingCalendar({ say, view }: CalendarProps): ReactElement | null {
  if (view.state !== 'none' && view.state !== 'missed') return null;
  const times = zonedTimes(say, view.timeZone);
  const days = byDay(view.slots, (slot) => times.day(slot));
  return (
    <section className="card calendar" aria-labelledby="times">
      <h2 id="times">{say('booking.times')}</h2>
      {view.slots.length === 0 && <p>{say('booking.noTimes')}</p>}
      {[...days].map(([day, slots], index) => (
        <details key={day} className="calendar-day" open={index === 0}>
          <summary>
            <strong>{day}</strong>{' '}
            <span className="quiet">{say('booking.free', { count: slots.length })}</span>
          </summary>
          <ul className="calendar-times">
            {slots.map((slot) => (
              <li key={slot}>
                <button
                  className="secondary"
                  type="submit"
                  name="slot"
                  value={new Date(slot).toISOString()}
                  aria-label={`${times.time(slot)}, ${times.whole(slot)}`}
                >
                  {times.time(slot)}
                </button>
              </li>
            ))}
          </ul>
        </details>
      ))}
      <div className="calendar-ways">
        {view.isLater && (
          <button className="plain" type="submit" name="deed" value="first">
            {say('booking.first')}
          </button>
        )}
        {view.next !== undefined && (
          <button
            className="plain"
            type="submit"
            name="from"
            value={new Date(view.next).toISOString()}
          >
            {say('booking.later')}
          </button>
        )}
      </div>
    </section>
  );
}

function byDay(slots: readonly number[], dayOf: (at: number) => string): Map<string, number[]> {
  const days = new Map<string, number[]>();
  for (const slot of slots) days.set(dayOf(slot), [...(days.get(dayOf(slot)) ?? []), slot]);
  return days;
}
