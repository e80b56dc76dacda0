import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from './openDatabase.ts';
import { together } from './together.ts';

/*
 * Found first, and only what differs is written: all candidates of an exam start at the same minute, and
 * a write to the row that they share would make them wait for each other.
 */

interface Account {
  readonly integration: string;
  readonly externalId: string;
  readonly name: string;
  readonly at: Date;
}

/** @returns our id of the account */
export async function keepAccount(db: Database, account: Account): Promise<string> {
  const { name } = account;
  let row = await findAccount(db, account);
  if (row === undefined) {
    await addAccount(db, account);
    row = await findAccount(db, account);
  }
  if (row === undefined) throw new Error('an account that was just added is not there');
  if (row.name !== name) {
    await db.updateTable('accounts').set({ name }).where('id', '=', row.id).execute();
  }
  return row.id;
}

type AccountKey = Pick<Account, 'integration' | 'externalId'>;
interface FoundAccount extends AccountKey {
  readonly id: string;
  readonly name: string;
}

const findAccount = together<AccountKey, FoundAccount | undefined>(async (db, keys) => {
  const integrations = keys.map(({ integration }) => integration);
  const ids = keys.map(({ externalId }) => externalId);
  const { rows } = await sql<FoundAccount>`
    select id, integration, external_id, name from accounts where (integration, external_id) in
      (select * from unnest(${integrations}::text[], ${ids}::text[]))
  `.execute(db);
  const nameOf = (key: AccountKey): string => `${key.integration} ${key.externalId}`;
  const found = new Map(rows.map((row) => [nameOf(row), row]));
  return keys.map((key) => found.get(nameOf(key)));
});

const addAccount = together<Account, undefined>(async (db, accounts) => {
  const rows = accounts.map(({ at, ...account }) => ({ ...account, id: randomUUID(), at }));
  await sql`
    insert into accounts (id, integration, external_id, name, created_at)
    select "id", "integration", "externalId", "name", "at"
    from jsonb_to_recordset(${JSON.stringify(rows)}) as added ("id" uuid, "integration" text,
      "externalId" text, "name" text, "at" timestamptz)
    order by "integration", "externalId"
    on conflict (integration, external_id) do nothing
  `.execute(db);
  return rows.map(() => undefined);
});

/** The LMS's id of an account. */
export async function readAccountExternalId(db: Database, id: string): Promise<string> {
  const row = await db
    .selectFrom('accounts')
    .select('externalId')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return row.externalId;
}
