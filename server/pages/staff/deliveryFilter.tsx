import type { ReactElement } from 'react';
import type { DeliveriesProps } from './deliveriesPage.tsx';
import { DELIVERY_KINDS, DELIVERY_STATES } from './deliveryWords.ts';

/** Which deliveries are shown: a form that any browser sends. */
export function DeliveryFilter(props: DeliveriesProps): ReactElement {
  const { base, say, counts, search, integrations } = props;
  const all = say('delivery.all');
  return (
    <form className="delivery-filter" method="get" action={`${base}staff/deliveries`}>
      <Choice
        {...{ all, name: 'state', label: say('delivery.column.state'), chosen: search.state }}
        options={DELIVERY_STATES.map((state) => ({
          value: state,
          words: `${say(`delivery.state.${state}`)} (${String(counts[state])})`,
        }))}
      />
      <Choice
        {...{ all, name: 'kind', label: say('delivery.column.what'), chosen: search.kind }}
        options={DELIVERY_KINDS.map((kind) => ({
          value: kind,
          words: say(`delivery.kind.${kind}`),
        }))}
      />
      <Choice
        {...{ all, name: 'integration', label: say('delivery.integration') }}
        chosen={search.integration}
        options={integrations.map((name) => ({ value: name, words: name }))}
      />
      <button className="secondary" type="submit">
        {say('delivery.show')}
      </button>
    </form>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  /** What no choice is called. */
  readonly all: string;
  readonly chosen: string | undefined;
  readonly options: readonly { readonly value: string; readonly words: string }[];
}

function Choice({ name, label, all, chosen, options }: ChoiceProps): ReactElement {
  const id = `delivery-${name}`;
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <select className="field" id={id} name={name} defaultValue={chosen ?? ''}>
        <option value="">{all}</option>
        {options.map(({ value, words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
