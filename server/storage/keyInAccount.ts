import { sql } from 'kysely';

/** What belongs to an account: the LMS's id counts within it. */
export interface KeyInAccount {
  readonly accountId: string;
  readonly externalId: string;
}

export const nameInAccount = ({ accountId, externalId }: KeyInAccount): string =>
  `${accountId} ${externalId}`;

/** The keys as rows of a statement. */
export function unnestKeys(keys: readonly KeyInAccount[]) {
  const accounts = keys.map(({ accountId }) => accountId);
  const ids = keys.map(({ externalId }) => externalId);
  return sql`select * from unnest(${accounts}::uuid[], ${ids}::text[])`;
}

/** Whether a row says anything else than these values. */
export function differs<Row extends object>(row: Row, values: Partial<Row>): boolean {
  return Object.entries(values).some(([key, value]) => row[key as keyof Row] !== value);
}
