import type { ReactElement } from 'react';
import type { DeliveryState } from '../../storage/deliveryTable.ts';
import {
  DELIVERIES_SHOWN,
  type DeliverySearch,
  type listDeliveries,
} from '../../storage/shownDeliveries.ts';
import { Icon } from '../icons.tsx';
import { Zone } from '../moment.tsx';
import { DeliveryFilter } from './deliveryFilter.tsx';
import { DeliveryRow } from './deliveryRow.tsx';
import { StaffDocument, type StaffPage } from './staffDocument.tsx';

export type ShownDelivery = Awaited<ReturnType<typeof listDeliveries>>[number];

export interface DeliveriesProps extends StaffPage {
  readonly rows: readonly ShownDelivery[];
  readonly counts: Readonly<Record<DeliveryState, number>>;
  readonly search: DeliverySearch;
  readonly integrations: readonly string[];
  /** One was just sent again. */
  readonly sent: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const COLUMNS = ['what', 'to', 'state', 'last', 'way'] as const;

/** What the server owes to other systems: callbacks and mails, what waits, what was given up and why. */
export function DeliveriesPage(props: DeliveriesProps): ReactElement {
  const { base, say, signedIn, rows, search, now } = props;
  const shown = rows.slice(0, DELIVERIES_SHOWN);
  return (
    <StaffDocument base={base} say={say} signedIn={signedIn} title={say('delivery.title')}>
      <header className="page-head">
        <div>
          <h1>{say('delivery.title')}</h1>
          <p className="quiet">
            {say('delivery.lead')} <Zone />
          </p>
        </div>
      </header>
      {props.sent && (
        <p className="note note-good" role="status">
          <Icon name="check" />
          {say('delivery.sent')}
        </p>
      )}
      <DeliveryFilter {...props} />
      {shown.length === 0 ? (
        <p className="empty card">{say('delivery.none')}</p>
      ) : (
        <table role="table" className="students deliveries" aria-label={say('delivery.title')}>
          <thead role="rowgroup">
            <tr role="row">
              {COLUMNS.map((column) => (
                <th key={column} role="columnheader" scope="col">
                  {say(`delivery.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {shown.map((row) => (
              <DeliveryRow key={row.id} {...{ base, say, signedIn, row, now }} />
            ))}
          </tbody>
        </table>
      )}
      {rows.length > shown.length && (
        <a className="secondary older" href={`?${olderThan(search, shown.at(-1)?.number ?? 0)}`}>
          {say('delivery.older')}
        </a>
      )}
    </StaffDocument>
  );
}

function olderThan({ state, kind, integration }: DeliverySearch, number: number): string {
  const wanted = { state, kind, integration, before: String(number) };
  const fields = Object.entries(wanted).filter((field): field is [string, string] =>
    Boolean(field[1]),
  );
  return new URLSearchParams(fields).toString();
}
