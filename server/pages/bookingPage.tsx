import type { ReactElement } from 'react';
import type { Reason } from '../../contract/reasons.ts';
import { BookedTime } from './bookedTime.tsx';
import { BookingCalendar } from './bookingCalendar.tsx';
import { Document, renderDocument, type Base } from './document.tsx';
import { Icon } from './icons.tsx';
import { sentenceOf } from './reasonWords.ts';
import { Fact, FactsCard } from './startFacts.tsx';
import { pickLanguage, sayIn, type Say } from './words.ts';

/** What the page shows on which a candidate books a time. Times are milliseconds since the epoch. */
export interface BookingPageView {
  readonly language: string;
  readonly examName: string;
  readonly courseName?: string;
  readonly accountName: string;
  readonly candidateName: string;
  readonly durationMinutes: number;
  /** Where the forms go, and what admits them. */
  readonly action: string;
  readonly page: string;
  /** The zone of every time on the page, and whether the candidate has chosen it. */
  readonly timeZone: string;
  readonly isZoneChosen: boolean;
  readonly now: number;
  readonly state: 'none' | 'missed' | 'booked' | 'cancelled';
  readonly booked?: { readonly start: number; readonly cancelUntil: number };
  /** Free times of the days shown, and where the next page of them begins. */
  readonly slots: readonly number[];
  readonly next?: number;
  /** These are not the first days there are. */
  readonly isLater: boolean;
  /** Why the last deed was refused. */
  readonly refusal?: Reason;
}

/** A candidate books a time, or sees and cancels the one there is. Every browser can do it, with keys alone. */
export function renderBookingPage(view: BookingPageView, base: Base = '/'): string {
  const say = sayIn(pickLanguage([view.language]));
  const title = say('booking.title', { exam: view.examName });
  return renderDocument(
    <Document
      base={base}
      say={say}
      title={title}
      scripts={['bookingPage']}
      bar={<span className="bar-institution">{view.accountName}</span>}
    >
      <div className="start booking">
        <header className="start-head">
          <p className="eyebrow">
            <bdi>{view.courseName ?? view.accountName}</bdi>
          </p>
          <h1>{view.examName}</h1>
          <p className="lead">{say(`booking.lead_${view.state}`)}</p>
        </header>
        {view.refusal !== undefined && <Refused say={say} refusal={view.refusal} />}
        <form className="booking-form" method="post" action={view.action}>
          <input type="hidden" name="page" value={view.page} />
          <BookedTime say={say} view={view} />
          <BookingCalendar say={say} view={view} />
          {view.state !== 'cancelled' && <Zones say={say} view={view} />}
        </form>
        <FactsCard say={say} view={view}>
          <Fact name={say('start.duration')}>
            {say('start.minutes', { count: view.durationMinutes })}
          </Fact>
        </FactsCard>
      </div>
    </Document>,
  );
}

function Refused({ say, refusal }: { readonly say: Say; readonly refusal: Reason }): ReactElement {
  const { sentence, wayOut } = sentenceOf(refusal, say.language);
  return (
    <div className="note note-bad" role="alert">
      <Icon name="warn" />
      <p>
        <strong>{sentence}</strong> {wayOut}
      </p>
    </div>
  );
}

function Zones({ say, view }: { readonly say: Say; readonly view: BookingPageView }): ReactElement {
  const known = Intl.supportedValuesOf('timeZone');
  const zones = known.includes(view.timeZone) ? known : [view.timeZone, ...known];
  return (
    <div className="card booking-zone" data-zone-chosen={view.isZoneChosen ? '' : undefined}>
      <label htmlFor="zone">{say('booking.zone')}</label>
      <select className="field" id="zone" name="zone" defaultValue={view.timeZone}>
        {zones.map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll('_', ' ')}
          </option>
        ))}
      </select>
      <button className="secondary" type="submit" name="deed" value="zone">
        {say('booking.showZone')}
      </button>
    </div>
  );
}
