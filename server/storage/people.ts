import { randomUUID } from 'node:crypto';
import type { ExamParameters, StartParameters } from '../../contract/startParameters.ts';
import type { Database } from './openDatabase.ts';

/*
 * Each of these finds the row first and writes only what differs: all candidates of an exam start at
 * the same minute, and a write to the row that they share would make them wait for each other.
 */

/** @returns our id of the account */
export async function keepAccount(
  db: Database,
  account: { integration: string; externalId: string; name: string; at: Date },
): Promise<string> {
  const { at, ...values } = account;
  const find = () =>
    db
      .selectFrom('accounts')
      .select(['id', 'name'])
      .where('integration', '=', account.integration)
      .where('externalId', '=', account.externalId)
      .executeTakeFirst();
  let row = await find();
  if (row === undefined) {
    await db
      .insertInto('accounts')
      .values({ id: randomUUID(), ...values, createdAt: at })
      .onConflict((conflict) => conflict.columns(['integration', 'externalId']).doNothing())
      .execute();
    row = await find();
  }
  if (row === undefined) throw new Error('an account that was just added is not there');
  if (row.name !== account.name) {
    await db.updateTable('accounts').set({ name: account.name }).where('id', '=', row.id).execute();
  }
  return row.id;
}

/** @returns our id of the candidate */
export async function keepCandidate(
  db: Database,
  accountId: string,
  parameters: StartParameters,
  at: Date,
): Promise<string> {
  const values = {
    email: parameters.email ?? null,
    lastName: parameters.lastName ?? null,
    firstName: parameters.firstName ?? null,
    thirdName: parameters.thirdName ?? null,
  };
  const find = () =>
    db
      .selectFrom('candidates')
      .select(['id', 'email', 'lastName', 'firstName', 'thirdName'])
      .where('accountId', '=', accountId)
      .where('externalId', '=', parameters.userId)
      .executeTakeFirst();
  let row = await find();
  if (row === undefined) {
    await db
      .insertInto('candidates')
      .values({
        id: randomUUID(),
        accountId,
        externalId: parameters.userId,
        ...values,
        createdAt: at,
      })
      .onConflict((conflict) => conflict.columns(['accountId', 'externalId']).doNothing())
      .execute();
    row = await find();
  }
  if (row === undefined) throw new Error('a candidate that was just added is not there');
  if (differs(row, values)) {
    await db.updateTable('candidates').set(values).where('id', '=', row.id).execute();
  }
  return row.id;
}

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
  const find = () =>
    db
      .selectFrom('exams')
      .select(['id', 'name', 'courseName'])
      .where('accountId', '=', accountId)
      .where('externalId', '=', parameters.examId)
      .executeTakeFirst();
  let row = await find();
  const added = row === undefined;
  if (row === undefined) {
    await db
      .insertInto('exams')
      .values({
        id: randomUUID(),
        accountId,
        externalId: parameters.examId,
        ...values,
        parameters: null,
        ...kept,
        createdAt: at,
      })
      .onConflict((conflict) => conflict.columns(['accountId', 'externalId']).doNothing())
      .execute();
    row = await find();
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
