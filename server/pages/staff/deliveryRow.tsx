import type { ReactElement } from 'react';
import { Moment } from '../moment.tsx';
import type { ShownDelivery } from './deliveriesPage.tsx';
import { deliveryCodeWords } from './deliveryWords.ts';
import { FormToken, type StaffPage } from './staffDocument.tsx';

interface RowProps extends StaffPage {
  readonly row: ShownDelivery;
  readonly now: number;
}

const TAGS = { waiting: '', delivered: 'tag-good', given_up: 'tag-flag' } as const;

export function DeliveryRow(props: RowProps): ReactElement {
  const { base, say, row } = props;
  const { session, examId } = row;
  return (
    <tr role="row">
      <th role="rowheader" scope="row" className="cell-student">
        {say(`delivery.kind.${row.kind}`)}
        <span className="quiet block">
          <Moment say={say} at={row.createdAt} style="seconds" />
        </span>
        {session !== null && examId !== null && (
          <a className="block" href={`${base}staff/exams/${examId}/students/${session}`}>
            {say('delivery.session')}
          </a>
        )}
      </th>
      <td role="cell" data-column={say('delivery.column.to')}>
        <div>
          <bdi className="target">{row.target}</bdi>
          {row.integration !== null && <span className="quiet block">{row.integration}</span>}
        </div>
      </td>
      <td role="cell" data-column={say('delivery.column.state')}>
        <div>
          <span className={`tag ${TAGS[row.state]}`}>{say(`delivery.state.${row.state}`)}</span>
          <When {...props} />
        </div>
      </td>
      <td role="cell" data-column={say('delivery.column.last')}>
        <div>
          <Last {...props} />
        </div>
      </td>
      <td role="cell" data-column={say('delivery.column.way')}>
        <div>
          <Again {...props} />
        </div>
      </td>
    </tr>
  );
}

function When({ say, row, now }: RowProps): ReactElement | null {
  if (row.endedAt !== null) {
    return (
      <span className="quiet block">
        <Moment say={say} at={row.endedAt} style="seconds" />
      </span>
    );
  }
  if (row.dueAt.getTime() <= now) return <span className="quiet block">{say('delivery.due')}</span>;
  return (
    <span className="quiet block">
      {say('delivery.next')} <Moment say={say} at={row.dueAt} style="seconds" />
    </span>
  );
}

function Last({ say, row }: RowProps): ReactElement {
  if (row.lastCode === null || row.lastAttemptAt === null) {
    return <span className="quiet">{say('delivery.never')}</span>;
  }
  return (
    <>
      {deliveryCodeWords(say, row.lastCode, row.lastStatus)}
      {row.lastAnswer !== null && row.lastAnswer !== '' && (
        <q className="answer block">
          <bdi>{row.lastAnswer}</bdi>
        </q>
      )}
      <span className="quiet block">
        {say('delivery.tries', { count: row.attempts })}
        {', '}
        <Moment say={say} at={row.lastAttemptAt} style="seconds" />
      </span>
    </>
  );
}

function Again({ base, say, signedIn, row, now }: RowProps): ReactElement {
  if (row.claimedUntil !== null && row.claimedUntil.getTime() > now) {
    return <span className="quiet">{say('delivery.underWay')}</span>;
  }
  const name = say(`delivery.kind.${row.kind}`);
  const way = say(row.state === 'waiting' ? 'delivery.now' : 'delivery.again');
  return (
    <form method="post" action={`${base}staff/deliveries/${row.id}/again`}>
      <FormToken signedIn={signedIn} />
      <button
        className="plain"
        type="submit"
        aria-label={say('delivery.againLong', { way, name, target: row.target })}
      >
        {way}
      </button>
    </form>
  );
}
