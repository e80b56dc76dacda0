import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EventsAnswer } from '../../contract/http.ts';
import type { DatabaseConfig } from '../../server/config.ts';
import { createLog } from '../../server/log.ts';
import { listIncidents } from '../../server/storage/incidents.ts';
import { openDatabase } from '../../server/storage/openDatabase.ts';
import { event, openApp, redeemApp, status, ticketOf, type App } from './support/app.ts';
import { startChild, type ChildServer } from './support/childServer.ts';
import { iso, parameters, start, type Lms } from './support/lms.ts';
import { freePort, startPostgres, type Postgres } from './support/postgres.ts';
import { SECRET } from './support/server.ts';

let postgres: Postgres;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'invigil-kill-'));
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

const lms = (url: string): Lms => ({
  url,
  integration: 'north',
  secret: SECRET,
  now: () => Date.now(),
});

/**
 * Sends incidents one after another until the server is gone.
 * @returns the ids that it acknowledged, and everything that was sent
 */
async function sendUntilDead(app: App, to: Lms) {
  const acknowledged = new Set<string>();
  const sent: ReturnType<typeof event>[] = [];
  for (;;) {
    const incident = { kind: 'focus_lost', severity: 'notice' };
    const events = [1, 2, 3].map(() => event(to, { type: 'incident', incident }));
    sent.push(...events);
    try {
      const answer = EventsAnswer.parse((await app.send(...events)).body);
      for (const id of answer.accepted) acknowledged.add(id);
    } catch (error) {
      // What fetch throws when nobody is there any more.
      if (error instanceof TypeError) return { acknowledged, sent };
      throw error;
    }
  }
}

describe.each(['embedded', 'postgres'])('a server killed in mid-traffic on %s', (kind) => {
  it('has lost nothing that it acknowledged, again and again', { timeout: 180_000 }, async () => {
    const port = await freePort();
    const config = {
      listen: { host: '127.0.0.1', port },
      database: kind === 'embedded' ? 'embedded:database' : await postgres.newDatabase(),
      evidence: 'file:evidence',
      integrations: [{ name: 'north', jwtSecret: SECRET, languages: ['en'] }],
    };
    let server: ChildServer = await startChild({ folder, config });
    const to = lms(server.url);
    const given = parameters(to);
    let app = await openApp(to, given);
    await app.send(status(to, 'in_setup'), status(to, 'exam_started'));
    const { startedAt } = EventsAnswer.parse(
      (await app.send(event(to, { type: 'presence', since: iso(Date.now()) }))).body,
    ).state;
    expect(startedAt).toBeDefined();
    const all: string[] = [];

    for (let round = 0; round < 2; round += 1) {
      const traffic = sendUntilDead(app, to);
      await new Promise((resolve) => setTimeout(resolve, 400));
      await server.end('SIGKILL');
      const { acknowledged, sent } = await traffic;
      expect(acknowledged.size).toBeGreaterThan(0);

      // Before the server is back, the database alone is asked what it holds.
      const held = await heldIn(config.database, app);
      expect([...acknowledged].filter((id) => !held.has(id))).toEqual([]);

      server = await startChild({ folder, config });
      // The same link brings the candidate back to where they were, with the timer as it was.
      const again = await start(to, given);
      expect(again.body['status']).toBe('exam_started');
      app = await redeemApp(to, ticketOf(again.body['deepLink']));
      expect(app.grant).toMatchObject({ status: 'exam_started', startedAt });

      // The app sends everything for which it has no answer, and some of the rest once more.
      const unanswered = sent.filter(({ id }) => !acknowledged.has(id));
      await app.send(...unanswered, ...sent.slice(0, 100));
      all.push(...sent.map(({ id }) => id));
    }
    expect(await server.end('SIGTERM')).toBe(0);
    const held = await heldIn(config.database, app);
    expect(held.size).toBe(all.length);
    expect(all.every((id) => held.has(id))).toBe(true);
  });
});

/** The incidents of the app's session, read straight from the database. */
async function heldIn(database: string, app: App): Promise<Set<string>> {
  const embedded = { kind: 'embedded', folder: join(folder, 'database') } as const;
  const where = database.startsWith('embedded') ? embedded : { kind: 'postgres', url: database };
  const db = await openDatabase(where as DatabaseConfig, createLog('silent'));
  const incidents = await listIncidents(db, app.grant.id);
  await db.destroy();
  return new Set(incidents.map(({ id }) => id));
}
