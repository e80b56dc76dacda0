import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLog } from '../../server/log.ts';
import { openDatabase, type Database } from '../../server/storage/openDatabase.ts';
import { addPresence, listPresence, type Span } from '../../server/storage/presence.ts';
import { putFreshDatabase } from './support/freshDatabase.ts';

/** Signs of life this near to each other are one span (milliseconds), see `presence.ts`. */
const GAP = 30_000;

let folder: string;
let database: Database;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'invigil-presence-'));
  await putFreshDatabase(folder);
  database = await openDatabase({ kind: 'embedded', folder }, createLog('silent'));
  // What is tried here needs no sessions.
  await sql`alter table presence drop constraint presence_session_id_fkey`.execute(database);
});
afterAll(async () => {
  await database.destroy();
  rmSync(folder, { recursive: true });
});

/** What any order of telling must come to. */
function merged(spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((one, other) => one.since - other.since);
  const result: Span[] = [];
  for (const span of sorted) {
    const last = result.at(-1);
    if (last === undefined || span.since - last.until > GAP) result.push(span);
    else result.splice(-1, 1, { ...last, until: Math.max(last.until, span.until) });
  }
  return result;
}

const second = fc.integer({ min: 0, max: 600 }).map((at) => at * 1000);
const span = fc
  .tuple(second, fc.constantFrom(0, 0, 0, 5_000, 70_000))
  .map(([since, length]): Span => ({ since, until: since + length }));

it('signs of life come to the same spans in whatever order they are told', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(span, { minLength: 1, maxLength: 14 }), async (spans) => {
      const id = randomUUID();
      for (const each of spans) await addPresence(database, { sessionId: id, span: each });
      expect(await listPresence(database, id, -1)).toEqual(merged(spans));
    }),
    { numRuns: 80 },
  );
});

it('an exam full of heartbeats leaves the table as small as it was', async () => {
  const size = async (): Promise<number> => {
    const { rows } = await sql<{ bytes: string }>`
      select pg_total_relation_size('presence') as bytes`.execute(database);
    return Number(rows[0]?.bytes);
  };
  const id = randomUUID();
  await addPresence(database, { sessionId: id, span: { since: 0, until: 0 } });
  const before = await size();
  for (let beat = 1; beat <= 1000; beat += 1) {
    const span = { since: beat * 5_000, until: beat * 5_000 };
    await addPresence(database, { sessionId: id, span });
  }
  expect(await listPresence(database, id, -1)).toEqual([{ since: 0, until: 5_000_000 }]);
  expect(await size()).toBe(before);
});
