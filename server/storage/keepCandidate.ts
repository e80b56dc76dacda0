import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { StartParameters } from '../../contract/startParameters.ts';
import { differs, nameInAccount, unnestKeys, type KeyInAccount } from './keyInAccount.ts';
import type { Database } from './openDatabase.ts';
import { together } from './together.ts';

/*
 * Found first, and only what differs is written: all candidates of an exam start at the same minute, and
 * a write to the row that they share would make them wait for each other.
 */

/** @returns our id of the candidate */
export async function keepCandidate(
  db: Database,
  accountId: string,
  parameters: StartParameters,
  at: Date,
): Promise<string> {
  const names = {
    email: parameters.email ?? null,
    lastName: parameters.lastName ?? null,
    firstName: parameters.firstName ?? null,
    thirdName: parameters.thirdName ?? null,
  };
  const key = { accountId, externalId: parameters.userId };
  let row = await findCandidate(db, key);
  if (row === undefined) {
    await addCandidate(db, { ...key, ...names, at });
    row = await findCandidate(db, key);
  }
  if (row === undefined) throw new Error('a candidate that was just added is not there');
  if (differs(row, names)) {
    await db.updateTable('candidates').set(names).where('id', '=', row.id).execute();
  }
  return row.id;
}

interface Names {
  readonly email: string | null;
  readonly lastName: string | null;
  readonly firstName: string | null;
  readonly thirdName: string | null;
}

type FoundCandidate = KeyInAccount & Names & { readonly id: string };

const findCandidate = together<KeyInAccount, FoundCandidate | undefined>(async (db, keys) => {
  const { rows } = await sql<FoundCandidate>`
    select id, account_id, external_id, email, last_name, first_name, third_name from candidates
    where (account_id, external_id) in (${unnestKeys(keys)})
  `.execute(db);
  const found = new Map(rows.map((row) => [nameInAccount(row), row]));
  return keys.map((key) => found.get(nameInAccount(key)));
});

type NewCandidate = KeyInAccount & Names & { readonly at: Date };

// Sorted: two groups of starts that add the same ones wait for each other in one order only.
const addCandidate = together<NewCandidate, undefined>(async (db, candidates) => {
  const rows = candidates.map((candidate) => ({ ...candidate, id: randomUUID() }));
  await sql`
    insert into candidates
      (id, account_id, external_id, email, last_name, first_name, third_name, created_at)
    select "id", "accountId", "externalId", "email", "lastName", "firstName", "thirdName", "at"
    from jsonb_to_recordset(${JSON.stringify(rows)}) as added ("id" uuid, "accountId" uuid,
      "externalId" text, "email" text, "lastName" text, "firstName" text, "thirdName" text,
      "at" timestamptz)
    order by "accountId", "externalId"
    on conflict (account_id, external_id) do nothing
  `.execute(db);
  return rows.map(() => undefined);
});
