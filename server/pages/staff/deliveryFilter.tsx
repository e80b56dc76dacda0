import type { ReactElement } from 'react';
import type { DeliveriesProps } from './deliveriesPage.tsx';
import { DELIVERY_KINDS, DELIVERY_STATES } from './deliveryWords.ts';

/** Which deliveries are shown: a form that any browser sends. */
export function DeliveryFilter(props: DeliveriesProps): ReactElement {
  const { base, say, counts, search, integrations } = props;
  return (
    <form className="delivery-filter" method="get" action={`${base}staff/deliveries`}>
      <div>
        <label htmlFor="delivery-state">{say('delivery.column.state')}</label>
        <select
          className="field"
          id="delivery-state"
          name="state"
          defaultValue={search.state ?? ''}
        >
          <option value="">{say('delivery.all')}</option>
          {DELIVERY_STATES.map((state) => (
            <option key={state} value={state}>
              {`${say(`delivery.state.${state}`)} (${String(counts[state])})`}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label htmlFor="delivery-kind">{say('delivery.column.what')}</label>
        <select className="field" id="delivery-kind" name="kind" defaultValue={search.kind ?? ''}>
          <option value="">{say('delivery.all')}</option>
          {DELIVERY_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {say(`delivery.kind.${kind}`)}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label htmlFor="delivery-integration">{say('delivery.integration')}</label>
        <select
          className="field"
          id="delivery-integration"
          name="integration"
          defaultValue={search.integration ?? ''}
        >
          <option value="">{say('delivery.all')}</option>
          {integrations.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <button className="secondary" type="submit">
        {say('delivery.show')}
      </button>
    </form>
  );
}
