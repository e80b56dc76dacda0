import type { ReactElement, ReactNode } from 'react';
import type { StartPageView } from '../views.ts';
import { Moment, Zone } from './moment.tsx';
import type { Say } from './words.ts';

/** Who, what, when: enough for a candidate to see that this is the right exam. */
export function StartFacts({
  say,
  view,
}: {
  readonly say: Say;
  readonly view: StartPageView;
}): ReactElement {
  return (
    <FactsCard say={say} view={view}>
      <Fact name={say('start.opens')}>
        <Moment say={say} at={new Date(view.windowStart)} style="day" />
      </Fact>
      <Fact name={say('start.closes')}>
        <Moment say={say} at={new Date(view.windowEnd)} style="day" />
      </Fact>
      <Fact name={say('start.duration')}>
        {say('start.minutes', { count: view.durationMinutes + view.extraMinutes })}
        {view.extraMinutes > 0 && (
          <span className="quiet block">{say('start.extra', { count: view.extraMinutes })}</span>
        )}
      </Fact>
      <Fact name={say('start.zone')}>
        <Zone />
      </Fact>
    </FactsCard>
  );
}

/** Whose exam it is, and what else the page says of it. */
export function FactsCard({
  say,
  view,
  children,
}: {
  readonly say: Say;
  readonly view: Pick<StartPageView, 'candidateName' | 'accountName'>;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <section className="card start-facts" aria-labelledby="facts">
      <h2 id="facts">{say('start.facts')}</h2>
      <dl className="facts">
        <Fact name={say('start.candidate')}>
          <bdi>{view.candidateName}</bdi>
        </Fact>
        <Fact name={say('start.institution')}>
          <bdi>{view.accountName}</bdi>
        </Fact>
        {children}
      </dl>
    </section>
  );
}

export function Fact({
  name,
  children,
}: {
  readonly name: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
