import type { ReactElement } from 'react';
import type { BookingPageView } from './bookingPage.tsx';
import { Icon } from './icons.tsx';
import type { Say } from './words.ts';
import { zonedTimes } from './zonedTimes.ts';

interface BookedProps {
  readonly say: Say;
  readonly view: BookingPageView;
}

/** The time that is booked, what to do then, and how to give it back. */
export function BookedTime({ say, view }: BookedProps): ReactElement | null {
  const { booked, timeZone, now } = view;
  if (view.state !== 'booked' || booked === undefined) return null;
  const times = zonedTimes(say, timeZone);
  const mayCancel = now <= booked.cancelUntil;
  return (
    <section className="card booked" aria-labelledby="booked">
      <h2 id="booked">{say('booking.booked')}</h2>
      <p className="booked-time">
        <Icon name="clock" />
        <time dateTime={new Date(booked.start).toISOString()}>{times.whole(booked.start)}</time>
      </p>
      <p>{say('booking.comeBack')}</p>
      {mayCancel ? (
        <>
          <p className="quiet">
            {say('booking.cancelUntil')}{' '}
            <time dateTime={new Date(booked.cancelUntil).toISOString()}>
              {times.whole(booked.cancelUntil)}
            </time>
          </p>
          <button className="secondary" type="submit" name="deed" value="cancel">
            {say('booking.cancel')}
          </button>
        </>
      ) : (
        <p className="quiet">{say('booking.cancelOver')}</p>
      )}
    </section>
  );
}
