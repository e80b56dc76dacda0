import { sql } from 'kysely';
import type { PhotoFault, PhotoKind } from '../../contract/photo.ts';
import { bySession } from './bySession.ts';
import type { Database } from './openDatabase.ts';
import type { PhotoRow } from './schema.ts';
import { together } from './together.ts';

export interface Photo {
  readonly id: string;
  readonly sessionId: string;
  readonly kind: PhotoKind;
  readonly at: number;
  readonly receivedAt: number;
  /** Name inside the evidence folder. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
  readonly overridden: readonly PhotoFault[];
  /** The picture itself is not kept. */
  readonly removedAt?: Date;
}

/** @returns false when a photo of this id is there already */
export async function addPhoto(db: Database, photo: Photo): Promise<boolean> {
  const row = await db
    .insertInto('photos')
    .values({
      ...photo,
      at: new Date(photo.at),
      receivedAt: new Date(photo.receivedAt),
      overridden: JSON.stringify(photo.overridden),
    })
    .onConflict((conflict) => conflict.columns(['sessionId', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export function readPhoto(
  db: Database,
  photo: { sessionId: string; id: string },
): Promise<PhotoRow | undefined> {
  return db
    .selectFrom('photos')
    .selectAll()
    .where('sessionId', '=', photo.sessionId)
    .where('id', '=', photo.id)
    .executeTakeFirst();
}

/** The photos of a session that are still there, oldest first; a retake is another photo of the same kind. */
export const listPhotos = together<string, PhotoRow[]>(async (db, sessionIds) => {
  const { rows } = await sql<PhotoRow>`
    select * from photos
    where session_id = any(${sessionIds}::uuid[]) and removed_at is null order by at
  `.execute(db);
  const ofSession = bySession(rows);
  return sessionIds.map((id) => ofSession.get(id) ?? []);
});
