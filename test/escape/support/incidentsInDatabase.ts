import { PGlite } from '@electric-sql/pglite';
import path from 'node:path';

/** The kinds of incidents in the embedded database of a server that has stopped, and how many of each. */
export async function incidentsInDatabase(
  folder: string,
  sessionId: string,
): Promise<ReadonlyMap<string, number>> {
  const database = await PGlite.create(path.join(folder, 'database'));
  try {
    const { rows } = await database.query<{ kind: string; count: number }>(
      `select kind, count(*)::int as count from incidents
       join sessions on sessions.id = incidents.session_id
       where sessions.external_id = $1 group by kind`,
      [sessionId],
    );
    return new Map(rows.map(({ kind, count }) => [kind, count]));
  } finally {
    await database.close();
  }
}

/** How many photos of a session a server holds that has stopped. */
export async function photosInDatabase(folder: string, sessionId: string): Promise<number> {
  const database = await PGlite.create(path.join(folder, 'database'));
  try {
    const { rows } = await database.query<{ count: number }>(
      `select count(*)::int as count from photos
       join sessions on sessions.id = photos.session_id where sessions.external_id = $1`,
      [sessionId],
    );
    return rows[0]?.count ?? 0;
  } finally {
    await database.close();
  }
}
