import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { ExamParameters, StartParameters } from '../../contract/startParameters.ts';
import { differs, nameInAccount, unnestKeys, type KeyInAccount } from './keyInAccount.ts';
import type { Database } from './openDatabase.ts';
import { together } from './together.ts';

/*
 * Found first, and only what differs is written: all candidates of an exam start at the same minute, and
 * a write to the row that they share would make them wait for each other.
 */

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

interface FoundExam extends KeyInAccount {
  readonly id: string;
  readonly name: string;
  readonly courseName: string | null;
}

const findExam = together<KeyInAccount, FoundExam | undefined>(async (db, keys) => {
  const { rows } = await sql<FoundExam>`
    select id, account_id, external_id, name, course_name from exams
    where (account_id, external_id) in (${unnestKeys(keys)})
  `.execute(db);
  const found = new Map(rows.map((row) => [nameInAccount(row), row]));
  return keys.map((key) => found.get(nameInAccount(key)));
});
