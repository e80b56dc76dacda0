import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { createLog } from '../../server/log.ts';
import { openDatabase } from '../../server/storage/openDatabase.ts';

/**
 * The embedded database computes in the server's own thread. A queue of transactions that leaves no
 * gap would keep new connections waiting until it is empty: Node accepts one a turn of its loop.
 */
it('the embedded database lets the server hear others between two transactions', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'invigil-turns-'));
  const database = await openDatabase({ kind: 'embedded', folder }, createLog('silent'));
  try {
    let done = 0;
    let heard = 0;
    const queue = Array.from({ length: 20 }, () =>
      database.transaction().execute(async (db) => {
        await sql`select 1`.execute(db);
        done += 1;
      }),
    );
    const listen = (): void => {
      heard += 1;
      if (done < queue.length) setImmediate(listen);
    };
    setImmediate(listen);
    await Promise.all(queue);
    expect(done).toBe(20);
    expect(heard).toBeGreaterThan(10);
  } finally {
    await database.destroy();
    rmSync(folder, { recursive: true });
  }
});
