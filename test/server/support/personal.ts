import { readdirSync } from 'node:fs';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { CLIENT_API } from '../../../contract/http.ts';
import { tablesInOrder } from '../../../server/backup/tables.ts';
import { bearer, event, openApp, status, type App } from './app.ts';
import { call, iso, parameters } from './lms.ts';
import { JPEG } from './pictures.ts';
import type { TestServer } from './server.ts';

/** What an LMS says of a candidate. */
export const PERSON = {
  firstName: 'Wilhelmine',
  lastName: 'Featherstonehaugh',
  email: 'wilhelmine@students.example',
  sessionUrl: 'https://lms.example/attempt.php?key=exam-access-key',
  special_accommodations_info: 'Needs a reader because of dyslexia',
};
/** What must be in no row once a candidate is erased. */
export const PERSONAL = [
  ...['Wilhelmine', 'Featherstonehaugh', 'students.example', 'exam-access-key'],
  ...['dyslexia', 'In my own words', 'user-of-the-lms', 'earphones of hers'],
];

/** Everything that a database holds, as one text. */
export async function everything(server: TestServer): Promise<string> {
  const db = server.deps.database;
  const texts: string[] = [];
  for (const table of await tablesInOrder(db)) {
    const rows = await sql<{ line: string }>`
      select to_jsonb(t)::text as line from ${sql.raw(`"${table}"`)} t
    `.execute(db);
    texts.push(...rows.rows.map(({ line }) => line));
  }
  return texts.join('\n');
}

/** Names of the photos in the evidence folder. */
export const photosOf = (server: TestServer): string[] =>
  readdirSync(server.deps.config.evidenceFolder).filter((name) => /^[\da-f-]{36}$/.test(name));

/** Sends a photo as an app does. @returns the status of the answer */
export async function sendPhoto(server: TestServer, app: App): Promise<number> {
  const photo = `${CLIENT_API.photo(crypto.randomUUID())}?kind=face&at=${iso(server.now())}`;
  const headers = { 'content-type': 'image/jpeg', ...bearer(app.token) };
  const body = new Uint8Array(JPEG);
  return (await fetch(`${server.url}/${photo}`, { method: 'POST', headers, body })).status;
}

/** Whose a session is, and since when it names nobody. */
export function rowOf(server: TestServer, sessionId: string) {
  return server.deps.database
    .selectFrom('sessions')
    .select(['candidateId', 'erasedAt'])
    .where('id', '=', sessionId)
    .executeTakeFirstOrThrow();
}

/** A candidate who sat the exam and left everything behind that there is. */
export async function sitExam(server: TestServer, changes: object = {}): Promise<App> {
  const given = parameters(server, { ...PERSON, userId: 'user-of-the-lms', ...changes });
  const app = await openApp(server, given);
  await app.send(
    event(server, { type: 'consent', given: true, explanation: 'In my own words' }),
    status(server, 'in_setup'),
    status(server, 'exam_started'),
    event(server, {
      type: 'incident',
      incident: {
        kind: 'focus_lost',
        severity: 'notice',
        evidence: [{ kind: 'text', text: 'earphones of hers' }],
      },
    }),
    event(server, { type: 'incident', incident: { kind: 'focus_lost', severity: 'notice' } }),
    event(server, { type: 'incident', incident: { kind: 'Featherstonehaugh' } }),
  );
  expect(await sendPhoto(server, app)).toBe(200);
  const id = (given as { sessionId: string }).sessionId;
  await call(server, 'POST', `sessions/${encodeURIComponent(id)}/finish/`);
  return app;
}
