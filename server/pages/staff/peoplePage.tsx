import type { ReactElement } from 'react';
import type { listPlaces, listStaff } from '../../storage/staffAccounts.ts';
import { Moment } from '../moment.tsx';
import type { Say } from '../words.ts';
import { StaffDocument, type StaffPage } from './staffDocument.tsx';

export type PersonRow = Awaited<ReturnType<typeof listStaff>>[number] & {
  readonly places: Awaited<ReturnType<typeof listPlaces>>;
};

interface PeopleProps extends StaffPage {
  readonly people: readonly PersonRow[];
}

const COLUMNS = ['name', 'role', 'places', 'factor', 'last'] as const;

/** Who signs in here, and what they see. */
export function PeoplePage({ base, say, signedIn, people }: PeopleProps): ReactElement {
  return (
    <StaffDocument base={base} say={say} signedIn={signedIn} title={say('people.title')}>
      <header className="page-head">
        <div>
          <h1>{say('people.title')}</h1>
          <p className="quiet">{say('people.lead')}</p>
        </div>
        <a className="primary" href={`${base}staff/people/new`}>
          {say('people.add')}
        </a>
      </header>
      <table role="table" className="students people" aria-label={say('people.title')}>
        <thead role="rowgroup">
          <tr role="row">
            {COLUMNS.map((column) => (
              <th key={column} role="columnheader" scope="col">
                {say(`people.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {people.map((person) => (
            <Row key={person.id} base={base} say={say} person={person} />
          ))}
        </tbody>
      </table>
    </StaffDocument>
  );
}

function Row({
  base,
  say,
  person,
}: {
  readonly base: string;
  readonly say: Say;
  readonly person: PersonRow;
}): ReactElement {
  const factor = person.issuer !== null ? 'provider' : person.factorSince === null ? 'off' : 'on';
  return (
    <tr role="row">
      <th role="rowheader" scope="row" className="cell-student">
        <a href={`${base}staff/people/${person.id}`}>
          <bdi>{person.name}</bdi>
        </a>
        {person.email !== null && (
          <span className="quiet block">
            <bdi>{person.email}</bdi>
          </span>
        )}
      </th>
      <td role="cell" data-column={say('people.role')}>
        <div>
          {say(`role.${person.role}`)}
          {person.disabledAt !== null && (
            <span className="tag tag-flag block">{say('people.disabled')}</span>
          )}
        </div>
      </td>
      <td role="cell" data-column={say('people.places')}>
        <div>{placesWords(say, person)}</div>
      </td>
      <td role="cell" data-column={say('people.factor')}>
        <div>{say(`people.factor_${factor}`)}</div>
      </td>
      <td role="cell" data-column={say('people.last')}>
        <div>
          {person.lastUsedAt === null ? (
            <span className="quiet">{say('people.never')}</span>
          ) : (
            <Moment say={say} at={new Date(person.lastUsedAt)} />
          )}
        </div>
      </td>
    </tr>
  );
}

/** Where a person sees anything, in a line. */
function placesWords(say: Say, { everywhere, places }: PersonRow): string {
  if (everywhere) return say('people.everywhere');
  return places
    .map(({ integration, accountName }) =>
      accountName === null ? say('people.wholeIntegration', { integration }) : accountName,
    )
    .join(', ');
}
