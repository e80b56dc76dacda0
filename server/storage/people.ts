import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { ExamParameters, StartParameters } from '../../contract/startParameters.ts';
import type { Database } from './openDatabase.ts';
import { together } from './together.ts';

/*
 * Each of these finds the row first and writes only what differs: all candidates of an exam start at
 * the same minute, and a write to the row that they share would make them wait for each other.
 */

interface OwnId {
  readonly id: string;
}

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
type FoundAccount = OwnId & AccountKey & { readonly name: string };

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

/** What belongs to an account: the LMS's id counts within it. */
interface KeyInAccount {
  readonly accountId: string;
  readonly externalId: string;
}

const nameInAccount = ({ accountId, externalId }: KeyInAccount): string =>
  `${accountId} ${externalId}`;

interface Names {
  readonly email: string | null;
  readonly lastName: string | null;
  readonly firstName: string | null;
  readonly thirdName: string | null;
}

type FoundCandidate = OwnId & KeyInAccount & Names;

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

function unnestKeys(keys: readonly KeyInAccount[]) {
  const accounts = keys.map(({ accountId }) => accountId);
  const ids = keys.map(({ externalId }) => externalId);
  return sql`select * from unnest(${accounts}::uuid[], ${ids}::text[])`;
}

type FoundExam = OwnId &
  KeyInAccount & { readonly name: string; readonly courseName: string | null };

const findExam = together<KeyInAccount, FoundExam | undefined>(async (db, keys) => {
  const { rows } = await sql<FoundExam>`
    select id, account_id, external_id, name, course_name from exams
    where (account_id, external_id) in (${unnestKeys(keys)})
  `.execute(db);
  const found = new Map(rows.map((row) => [nameInAccount(row), row]));
  return keys.map((key) => found.get(nameInAccount(key)));
});

/**
 * @param given `whole` is what the exams API sent; a start tells the names only
 * @returns our id of the exam, and whether it is new
 */
export async function keepExam(
  db: Database,
  accountId: string,
  given: { parameters: ExamParameters | StartParameters; whole?: ExamParameters },
  at: Date,
): Promise<{ id: string; added: boolean }> {
  const { parameters, whole } = given;
  const values = {
    name: parameters.examName,
    courseName: parameters.courseName ?? null,
  };
  const kept = whole === undefined ? {} : { parameters: JSON.stringify(whole) };
  const key = { accountId, externalId: parameters.examId };
  let row = await findExam(db, key);
  const added = row === undefined;
  if (row === undefined) {
    await db
      .insertInto('exams')
      .values({
        id: randomUUID(),
        ...key,
        ...values,
        parameters: null,
        ...kept,
        createdAt: at,
      })
      .onConflict((conflict) => conflict.columns(['accountId', 'externalId']).doNothing())
      .execute();
    row = await findExam(db, key);
  }
  if (row === undefined) throw new Error('an exam that was just added is not there');
  if (whole !== undefined || differs(row, values)) {
    await db
      .updateTable('exams')
      .set({ ...values, ...kept })
      .where('id', '=', row.id)
      .execute();
  }
  return { id: row.id, added };
}

function differs<Row extends object>(row: Row, values: Partial<Row>): boolean {
  return Object.entries(values).some(([key, value]) => row[key as keyof Row] !== value);
}

/** The LMS's id of an account. */
export async function readAccountExternalId(db: Database, id: string): Promise<string> {
  const row = await db
    .selectFrom('accounts')
    .select('externalId')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return row.externalId;
}
