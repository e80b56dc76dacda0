import type { Insertable, Selectable } from 'kysely';
import type { ApiTables } from './apiTables.ts';
import type { Database } from './openDatabase.ts';

export type ApiDocument = Selectable<ApiTables['apiDocuments']>;

/** What an exam's own page shows, in the order in which it was given. */
export function listDocuments(
  db: Database,
  examId: number,
  kind?: ApiDocument['kind'],
): Promise<ApiDocument[]> {
  return db
    .selectFrom('apiDocuments')
    .selectAll()
    .where('examId', '=', examId)
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? 'document'))
    .orderBy('id')
    .execute();
}

export function addDocument(
  db: Database,
  document: Omit<Insertable<ApiTables['apiDocuments']>, 'createdAt' | 'updatedAt'> & { at: number },
): Promise<ApiDocument> {
  const { at, ...values } = document;
  return db
    .insertInto('apiDocuments')
    .values({ ...values, createdAt: new Date(at), updatedAt: new Date(at) })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export function updateDocument(
  db: Database,
  change: { id: number; name: string; content: string; bytes: number; at: number },
): Promise<ApiDocument> {
  const { id, at, ...values } = change;
  return db
    .updateTable('apiDocuments')
    .set({ ...values, updatedAt: new Date(at) })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function removeDocument(db: Database, id: number): Promise<void> {
  await db.deleteFrom('apiDocuments').where('id', '=', id).execute();
}
