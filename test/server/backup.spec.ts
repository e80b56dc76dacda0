import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLIENT_API } from '../../contract/http.ts';
import { restoreBackup } from '../../server/backup/restoreBackup.ts';
import { tableFile } from '../../server/backup/tableFiles.ts';
import { tablesInOrder } from '../../server/backup/tables.ts';
import { writeBackup } from '../../server/backup/writeBackup.ts';
import type { DatabaseConfig } from '../../server/config.ts';
import { createLog } from '../../server/log.ts';
import { migrations } from '../../server/storage/migrations/index.ts';
import {
  migrate,
  openAsItIs,
  openDatabase,
  type Database,
} from '../../server/storage/openDatabase.ts';
import { nextWarningNumber } from '../../server/storage/conclusions.ts';
import { bearer, openApp, status } from './support/app.ts';
import { fillTables } from './support/fillTables.ts';
import { putFreshDatabase } from './support/freshDatabase.ts';
import { parameters } from './support/lms.ts';
import { JPEG } from './support/pictures.ts';
import { addSessionsLike } from './support/manySessions.ts';
import { startPostgres, type Postgres } from './support/postgres.ts';
import { startTestServer } from './support/server.ts';

const log = createLog('silent');
const released = new URL('../fixtures/backups/0.1.0', import.meta.url).pathname;

let postgres: Postgres;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'invigil-backup-'));
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
  // Some thirty databases are written out when PostgreSQL ends.
}, 300_000);

const KINDS = ['PGlite', 'PostgreSQL'] as const;
type Kind = (typeof KINDS)[number];
let places = 0;
async function emptyDatabase(kind: Kind): Promise<DatabaseConfig> {
  if (kind === 'PostgreSQL') return { kind: 'postgres', url: await postgres.newDatabase() };
  places += 1;
  const own = join(folder, `database-${String(places)}`);
  await putFreshDatabase(own);
  return { kind: 'embedded', folder: own };
}
const newFolder = (): string => {
  places += 1;
  return join(folder, `place-${String(places)}`);
};

async function contentOf(db: Database): Promise<Record<string, string[]>> {
  const content: Record<string, string[]> = {};
  for (const table of await tablesInOrder(db)) {
    const rows = await sql<{ line: string }>`
      select to_jsonb(t)::text as line from ${sql.raw(`"${table}"`)} t
    `.execute(db);
    content[table] = rows.rows.map(({ line }) => line).toSorted();
  }
  return content;
}

/** Two sessions that stand otherwise than their exams: one suspended by itself, of one it was lifted. */
async function suspendOneByOne(db: Database): Promise<void> {
  const [one, other] = await suspendedOf(db);
  if (one === undefined || other === undefined) throw new Error('two sessions are needed');
  await sql`update exams set closing_suspended_at = null where id = ${one.exam}`.execute(db);
  await sql`update sessions set closing_suspended_at = '2026-03-11' where id = ${one.id}`.execute(
    db,
  );
  await sql`update sessions set closing_suspended_at = null where id = ${other.id}`.execute(db);
}

/** Since when the closing of each session is suspended, and that of its exam. */
async function suspendedOf(db: Database) {
  const { rows } = await sql<{
    id: string;
    exam: string;
    own: Date | null;
    exams: Date | null;
  }>`
    select s.id, e.id as exam, s.closing_suspended_at as own, e.closing_suspended_at as exams
    from sessions s join exams e on e.id = s.exam_id
  `.execute(db);
  return rows;
}

async function withDatabase<T>(at: DatabaseConfig, use: (db: Database) => Promise<T>): Promise<T> {
  const db = await openDatabase(at, log);
  try {
    return await use(db);
  } finally {
    await db.destroy();
  }
}

describe.each(KINDS)('a backup of %s', (kind) => {
  const other: Kind = kind === 'PGlite' ? 'PostgreSQL' : 'PGlite';

  it.each<Kind>([kind, other])(
    'is the same again on %s, row for row and photo for photo',
    async (target) => {
      const database = await emptyDatabase(kind);
      const from = { database, evidenceFolder: newFolder() };
      mkdirSync(from.evidenceFolder);
      writeFileSync(join(from.evidenceFolder, 'photo'), new Uint8Array(JPEG));
      writeFileSync(join(from.evidenceFolder, 'unfinished.part'), 'x');
      const before = await withDatabase(database, async (db) => {
        await fillTables(db);
        await suspendOneByOne(db);
        for (let n = 0; n < 3; n += 1) await nextWarningNumber(db);
        return contentOf(db);
      });
      expect(Object.values(before).every((rows) => rows.length > 0)).toBe(true);
      const backup = newFolder();
      const manifest = await writeBackup(from, backup, { log, now: Date.now() });
      expect(manifest.evidence.map(({ name }) => name)).toEqual(['photo']);

      const to = { database: await emptyDatabase(target), evidenceFolder: newFolder() };
      await restoreBackup(to, backup, log);
      await withDatabase(to.database, async (db) => {
        expect(await contentOf(db)).toEqual(before);
        // What numbers itself goes on behind what is there.
        await sql`insert into audit (at, actor, action) values (now(), 'server', 'x')`.execute(db);
        expect(await nextWarningNumber(db)).toBe(4);
        // What is made of a row that is added is made again from now on.
        const stored = await suspendedOf(db);
        const lifted = stored.find(({ own, exams }) => own === null && exams !== null);
        await addSessionsLike(db, lifted?.id ?? '', 1);
        const known = new Set(stored.map(({ id }) => id));
        const added = (await suspendedOf(db)).find(({ id }) => !known.has(id));
        expect(added).toMatchObject({ exam: lifted?.exam, own: lifted?.exams });
      });
      expect(readFileSync(join(to.evidenceFolder, 'photo'))).toEqual(JPEG);
      await expect(restoreBackup(to, backup, log)).rejects.toThrow('is not empty');
      const elsewhere = { ...to, evidenceFolder: newFolder() };
      await expect(restoreBackup(elsewhere, backup, log)).rejects.toThrow('database is not empty');
    },
  );

  it('of the released version comes forward whole', async () => {
    const to = { database: await emptyDatabase(kind), evidenceFolder: newFolder() };
    const manifest = await restoreBackup(to, released, log);
    await withDatabase(to.database, async (db) => {
      const content = await contentOf(db);
      const kept = ['sessions', 'events', 'photos', 'transitions', 'log_records', 'audit'];
      for (const name of kept) {
        const rows = manifest.tables.find((table) => table.name === name)?.rows;
        expect([name, content[name]?.length]).toEqual([name, rows]);
        expect(rows).toBeGreaterThan(0);
      }
    });
  });

  it.each(Object.keys(migrations))(
    'with rows in every table comes forward from %s',
    async (last) => {
      const database = await emptyDatabase(kind);
      const db = await openAsItIs(database, log);
      await migrate(db, last);
      const counts = await fillTables(db);
      await migrate(db);
      const now = await tablesInOrder(db);
      for (const [table, rows] of counts) {
        if (!now.includes(table)) continue;
        const left = await sql<{ n: number }>`
        select count(*)::int as n from ${sql.raw(`"${table}"`)}
      `.execute(db);
        expect([table, left.rows[0]?.n]).toEqual([table, rows]);
      }
      await db.destroy();
    },
  );
});

describe('a backup', () => {
  it(
    'is made while the server runs, and what it holds runs again',
    { timeout: 120_000 },
    async () => {
      const url = await postgres.newDatabase();
      const server = await startTestServer({ database: url });
      const given = parameters(server);
      const app = await openApp(server, given);
      await app.send(status(server, 'in_setup'), status(server, 'exam_started'));
      const at = new Date(server.now()).toISOString();
      const photo = `${CLIENT_API.photo(crypto.randomUUID())}?kind=face&at=${at}`;
      const headers = { 'content-type': 'image/jpeg', ...bearer(app.token) };
      const body = new Uint8Array(JPEG);
      expect(
        (await fetch(`${server.url}/${photo}`, { method: 'POST', headers, body })).status,
      ).toBe(200);

      const backup = newFolder();
      await writeBackup(server.deps.config, backup, { log, now: server.now() });
      await server.close();
      const root = newFolder();
      mkdirSync(root);
      const embedded = { kind: 'embedded', folder: join(root, 'database') } as const;
      await putFreshDatabase(embedded.folder);
      await restoreBackup(
        { database: embedded, evidenceFolder: join(root, 'evidence') },
        backup,
        log,
      );
      const again = await startTestServer({ folder: root });
      const state = await fetch(`${again.url}/${CLIENT_API.session}`, {
        headers: bearer(app.token),
      });
      expect([state.status, ((await state.json()) as { status: string }).status]).toEqual([
        200,
        'exam_started',
      ]);
      await again.close();
    },
  );

  it('that was changed or is not whole is refused before anything is written', async () => {
    const from = { database: await emptyDatabase('PostgreSQL'), evidenceFolder: newFolder() };
    mkdirSync(from.evidenceFolder);
    writeFileSync(join(from.evidenceFolder, 'photo'), new Uint8Array(JPEG));
    await withDatabase(from.database, (db) => fillTables(db));
    const to = { database: await emptyDatabase('PostgreSQL'), evidenceFolder: newFolder() };
    const made = async (): Promise<string> => {
      const backup = newFolder();
      await writeBackup(from, backup, { log, now: Date.now() });
      return backup;
    };
    const photo = await made();
    appendFileSync(join(photo, 'evidence', 'photo'), 'x');
    await expect(restoreBackup(to, photo, log)).rejects.toThrow('evidence/photo is not as it was');
    rmSync(join(photo, 'evidence', 'photo'));
    await expect(restoreBackup(to, photo, log)).rejects.toThrow('evidence/photo is missing');
    const row = await made();
    writeFileSync(tableFile(row, 'audit'), gzipSync('{"id": 7}\n'));
    await expect(restoreBackup(to, row, log)).rejects.toThrow('tables/audit is not as it was');
    const cut = await made();
    rmSync(join(cut, 'manifest.json'));
    await expect(restoreBackup(to, cut, log)).rejects.toThrow('is no whole backup');
    const newer = await made();
    const file = join(newer, 'manifest.json');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace('"0001_first"', '"0001_first", "9999_newer"'),
    );
    await expect(restoreBackup(to, newer, log)).rejects.toThrow('9999_newer is not known here');
    await expect(writeBackup(from, newer, { log, now: 0 })).rejects.toThrow('is not empty');
    const db = await openAsItIs(to.database, log);
    expect(await tablesInOrder(db)).toEqual([]);
    await db.destroy();
  });
});
